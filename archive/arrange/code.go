package arrange

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"niandang/archive"
)

// templates are the two national forms of an item code. They differ in what
// joins year, retention and department (DA/T 22-2015 5.4, DA/T 13-2022).
var templates = map[string]string{
	"dat22": "{fonds}-{category}·{year}-{retention}-{department}-{number}",
	"dat13": "{fonds}-{category}·{year}·{retention}·{department}-{number}",
}

var (
	emptyDepartment = regexp.MustCompile(`[^{}]\{department\}`)
	placeholder     = regexp.MustCompile(`\{[^{}]*\}`)
	codeForm        = regexp.MustCompile(`^([A-Z0-9]\d{3})-([A-Z]{2})·((?:19|20)\d{2})[-·](Y|D\d+)(?:[-·]([A-Z0-9\p{Han}]+))?-(\d+)$`)
)

// Code renders the code (档号) of an item by the template of the settings:
// "dat22", "dat13", or the organ's own with the placeholders {fonds},
// {category}, {year}, {retention}, {department} and {number}. Where an item has
// no department its segment is dropped together with the mark before it. An item
// without a number has no code.
func Code(s archive.Settings, it archive.Item) string {
	if it.Number == 0 {
		return ""
	}
	form := templateOf(s)
	if it.Department == "" {
		form = emptyDepartment.ReplaceAllString(form, "")
		form = strings.ReplaceAll(form, "{department}", "")
	}
	return strings.NewReplacer(
		"{fonds}", s.Organ.Fonds,
		"{category}", s.Arrange.Category,
		"{year}", strconv.Itoa(it.Year),
		"{retention}", it.Retention.Code(),
		"{department}", it.Department,
		"{number}", ItemNumber(s, it.Number),
	).Replace(form)
}

// ItemNumber writes an item number (件号) with the digits that the settings ask for.
func ItemNumber(s archive.Settings, number int) string {
	return fmt.Sprintf("%0*d", max(s.Arrange.NumberWidth, 1), number)
}

func templateOf(s archive.Settings) string {
	if form, ok := templates[s.Arrange.Template]; ok {
		return form
	}
	if s.Arrange.Template == "" {
		return templates["dat22"]
	}
	return s.Arrange.Template
}

// CheckTemplate reports whether a code template can be used: a named one, or one
// whose codes are unique because year, retention and number stand in it.
func CheckTemplate(template string) error {
	if _, ok := templates[template]; ok || template == "" {
		return nil
	}
	known := map[string]bool{"{fonds}": true, "{category}": true, "{year}": true, "{retention}": true, "{department}": true, "{number}": true}
	for _, p := range placeholder.FindAllString(template, -1) {
		if !known[p] {
			return archive.Fail(archive.CodeInvalid, "code_template", fmt.Errorf("placeholder %s", p), "template", template, "part", p)
		}
	}
	for _, p := range []string{"{year}", "{retention}", "{number}"} {
		if !strings.Contains(template, p) {
			return archive.Fail(archive.CodeInvalid, "code_template_lacks", fmt.Errorf("no %s", p), "template", template, "part", p)
		}
	}
	return nil
}

// CodeParts are the parts of an item code.
type CodeParts struct {
	Fonds      string
	Category   string
	Year       int
	Retention  archive.Retention // RetentionUnset for a term outside 永久, 30年, 10年
	Term       string            // the term as the code has it
	Department string            // "" where the scheme has none
	Number     int
}

// ParseCode reads an item code in the form of DA/T 22-2015 or of DA/T 13-2022,
// with any common stand-in for the middle dot; false for anything else.
func ParseCode(code string) (CodeParts, bool) {
	code = strings.NewReplacer("•", "·", "．", "·", "・", "·", "‧", "·").Replace(archive.Squeeze(archive.Fold(code)))
	m := codeForm.FindStringSubmatch(code)
	if m == nil {
		return CodeParts{}, false
	}
	year, err := strconv.Atoi(m[3])
	if err != nil {
		return CodeParts{}, false
	}
	number, err := strconv.Atoi(m[6])
	if err != nil {
		return CodeParts{}, false
	}
	term, err := archive.ParseRetention(m[4])
	if err != nil {
		term = archive.RetentionUnset
	}
	return CodeParts{Fonds: m[1], Category: m[2], Year: year, Retention: term, Term: m[4], Department: m[5], Number: number}, true
}
