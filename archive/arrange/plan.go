package arrange

import (
	"fmt"

	"niandang/archive"
)

// The classification schemes (DA/T 22-2015 5.2). A fonds keeps one over the years.
const (
	YearDepartmentRetention = "year-department-retention"
	YearRetentionDepartment = "year-retention-department"
	YearRetention           = "year-retention"
)

// Input is everything that a plan depends on.
type Input struct {
	Files     []archive.File
	Documents []archive.Document // decided, with their archive year
	Prior     []archive.Item     // of all years: IDs stay, locked items stay as they are, box numbers go on
	Settings  archive.Settings
	Year      int // the archive year to be arranged
}

// Plan is the arrangement of one year.
type Plan struct {
	Items    []archive.Item // by class in the scheme's order, then by number
	Boxes    []archive.Box  // by number
	Findings []archive.Finding
	Summary  Summary
	Removed  []string // IDs of earlier unlocked items of the year that the plan no longer has
}

// Summary counts what became of the documents.
type Summary struct {
	Documents   int // handed in
	Items       int
	Pages       int
	Boxes       int
	Locked      int // items that kept their locked code
	Late        int // items added after their class was locked
	NotArchived int // documents outside the archiving scope
	Undecided   int // documents without a decision yet
	Secret      int // documents left out because their content was refused
	NoFile      int // documents that only the register knows
	OtherYear   int // documents that belong to another year's plan
}

// NewPlan forms the items of one archive year, gives them classes, order,
// numbers and codes, and packs them into boxes. It changes nothing that it was
// handed. Errors: CodeInvalid for a scheme or template that is not usable.
func NewPlan(in Input) (*Plan, error) {
	if err := check(in); err != nil {
		return nil, err
	}
	p := &planner{in: in, plan: &Plan{}, order: newClassOrder(in.Settings)}
	p.index()
	p.formItems()
	p.number()
	p.plan.Boxes = p.pack()
	p.summarize()
	return p.plan, nil
}

func check(in Input) error {
	switch in.Settings.Arrange.Scheme {
	case YearDepartmentRetention, YearRetentionDepartment, YearRetention, "":
	default:
		return archive.Fail(archive.CodeInvalid, "arrange_scheme", fmt.Errorf("scheme %q", in.Settings.Arrange.Scheme), "scheme", in.Settings.Arrange.Scheme)
	}
	return CheckTemplate(in.Settings.Arrange.Template)
}

// planner holds what the steps of one plan share.
type planner struct {
	in    Input
	plan  *Plan
	order classOrder

	files    map[string][]archive.File // parts of items, by document ID
	prior    map[string]archive.Item   // by document ID: this year's earlier items
	keys     map[string]sortKey        // by item ID
	taken    map[string]bool           // item IDs in use
	answered map[string]bool           // documents that have a reply
	groups   [][]archive.Document      // documents of one item each
}

func (p *planner) index() {
	p.files = make(map[string][]archive.File)
	p.prior = make(map[string]archive.Item)
	p.keys = make(map[string]sortKey)
	p.taken = make(map[string]bool)
	p.answered = make(map[string]bool)
	for _, d := range p.in.Documents {
		if d.ReplyTo != "" {
			p.answered[d.ReplyTo] = true
		}
	}
	for _, f := range p.in.Files {
		if isPart(f) {
			p.files[f.Document] = append(p.files[f.Document], f)
		}
	}
	for _, it := range p.in.Prior {
		p.taken[it.ID] = true
		if it.Year != p.in.Year {
			continue
		}
		for _, id := range it.Documents {
			p.prior[id] = it
		}
	}
}

func (p *planner) summarize() {
	s := &p.plan.Summary
	s.Documents, s.Items, s.Boxes = len(p.in.Documents), len(p.plan.Items), len(p.plan.Boxes)
	kept := make(map[string]bool, len(p.plan.Items))
	for _, it := range p.plan.Items {
		kept[it.ID] = true
		s.Pages += it.Pages
		if it.Locked {
			s.Locked++
		}
		if it.Late {
			s.Late++
		}
	}
	for _, it := range p.in.Prior {
		if it.Year == p.in.Year && !kept[it.ID] {
			p.plan.Removed = append(p.plan.Removed, it.ID)
		}
	}
}
