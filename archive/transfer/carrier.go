package transfer

import (
	"fmt"
	"strconv"

	"niandang/archive"
)

// carrier is one package of a transfer: the whole, or a part that fits a disc.
type carrier struct {
	name  string
	n, of int
	items []Planned
}

// Capacities of carriers in bytes, as discs are really sold (CD-R 700 MiB, DVD-R,
// BD-R).
const (
	cdBytes  = 734_003_200
	dvdBytes = 4_707_319_808
	bdBytes  = 25_025_314_816
)

// What a package costs beside its content: forms and lists, and for every file
// its metadata, its folder and its block on the disc.
const (
	carrierSlack = 4 << 20
	fileSlack    = 8 << 10
)

// carrierSize gives the capacity that a split asks for, 0 for no split; five in a
// hundred stay free for the disc's own tables.
func carrierSize(split string) (int64, error) {
	size := map[string]int64{"cd": cdBytes, "dvd": dvdBytes, "bd": bdBytes}[split]
	if size == 0 && split != "" {
		n, err := strconv.ParseInt(split, 10, 64)
		if err != nil || n < 2*carrierSlack {
			return 0, archive.Fail(archive.CodeInvalid, "split", err, "value", split)
		}
		size = n
	}
	return size / 100 * 95, nil
}

// split shares the items out to carriers, in order, without breaking an item.
func (p *Plan) split(limit int64) error {
	if limit == 0 {
		p.carriers = []carrier{{name: p.Name, n: 1, of: 1, items: p.Items}}
		return nil
	}
	used := int64(carrierSlack)
	for _, it := range p.Items {
		size := p.itemSize(it)
		if size+carrierSlack > limit {
			return archive.Fail(archive.CodeBlocked, "item_too_large", nil, "code", it.Item.Code, "bytes", strconv.FormatInt(size, 10))
		}
		if len(p.carriers) == 0 || used+size > limit {
			p.carriers = append(p.carriers, carrier{n: len(p.carriers) + 1})
			used = carrierSlack
		}
		c := &p.carriers[len(p.carriers)-1]
		c.items = append(c.items, it)
		used += size
	}
	for i := range p.carriers {
		c := &p.carriers[i]
		c.of = len(p.carriers)
		c.name = p.Name
		if c.of > 1 {
			c.name = fmt.Sprintf("%s-%0*d", p.Name, len(strconv.Itoa(c.of)), c.n)
		}
	}
	return nil
}

// itemSize estimates what an item takes in the package.
func (p *Plan) itemSize(it Planned) int64 {
	size := int64(fileSlack)
	for _, e := range it.Entries {
		size += e.Size + fileSlack
	}
	if p.layout.inside { // Base64 with line ends
		size = size * 78 / 57
	}
	return size
}

// Parts tells how many carriers the plan needs.
func (p *Plan) Parts() int { return len(p.carriers) }

// discBlock is the least that a file takes on a disc.
const discBlock = 2048

// fits reports a carrier that came out larger than planned: the plan knows sizes
// from records, the disc does not care.
func (w *packer) fits() error {
	if w.plan.limit == 0 {
		return nil
	}
	var used int64
	for _, s := range w.sums {
		used += (s.Size + discBlock - 1) / discBlock * discBlock
	}
	if used > w.plan.limit {
		return archive.Fail(archive.CodeBlocked, "carrier_full", nil, "name", w.c.name, "bytes", strconv.FormatInt(used, 10), "limit", strconv.FormatInt(w.plan.limit, 10))
	}
	return nil
}
