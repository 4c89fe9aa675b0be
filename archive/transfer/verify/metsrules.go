package verify

import (
	"encoding/xml"
	"slices"
	"strings"
)

// metsRules notes which of the elements that every package must have stand in a
// METS document (CSIP 2.2.0, E-ARK SIP 2.2.0: the rows marked MUST).
type metsRules struct {
	objid string
	path  []string
	met   map[string]bool
}

func (m *metsRules) start(e xml.StartElement) {
	m.path = append(m.path, e.Name.Local)
	has := func(id string, ok bool) {
		if ok {
			m.meet(id)
		}
	}
	value := func(name string) string { return attribute(e, name) }
	switch strings.Join(m.path, "/") {
	case "mets":
		m.objid = value("OBJID")
		has("CSIP1", m.objid != "")
		has("CSIP2", value("TYPE") != "")
		has("CSIP6", value("PROFILE") != "")
	case "mets/metsHdr":
		has("CSIP7", value("CREATEDATE") != "")
		has("CSIP9", value("OAISPACKAGETYPE") != "")
	case "mets/metsHdr/agent":
		has("CSIP10", value("ROLE") == "CREATOR" && value("OTHERTYPE") == "SOFTWARE")
	case "mets/amdSec/digiprovMD":
		has("CSIP33", value("ID") != "")
	case "mets/fileSec":
		has("CSIP59", value("ID") != "")
	case "mets/fileSec/fileGrp":
		use, _, _ := strings.Cut(value("USE"), "/")
		has("CSIP60", use == "Documentation")
		has("CSIP113", use == "Schemas")
		has("CSIP114", use == "Representations")
		has("CSIP66", value("ID") != "")
	case "mets/structMap":
		has("CSIP82", value("LABEL") == "CSIP" && value("TYPE") == "PHYSICAL")
	case "mets/structMap/div/div":
		m.division(value("LABEL"))
	case "mets/structMap/div/div/mptr":
		has("CSIP110", value("href") != "")
	}
}

func (m *metsRules) meet(id string) {
	if m.met == nil {
		m.met = make(map[string]bool)
	}
	m.met[id] = true
}

func (m *metsRules) division(label string) {
	switch {
	case label == "Metadata":
		m.meet("CSIP88")
	case label == "Documentation":
		m.meet("CSIP95")
	case label == "Schemas":
		m.meet("CSIP99")
	case strings.HasPrefix(label, "Representations"):
		m.meet("CSIP103")
	}
}

func (m *metsRules) end() { m.path = m.path[:len(m.path)-1] }

// Rows that every METS document of a package must meet, and those of the
// package's own. Rows that are a MUST only where an optional element stands are
// left out.
var (
	metsMust    = []string{"CSIP1", "CSIP2", "CSIP6", "CSIP7", "CSIP9", "CSIP10", "CSIP59", "CSIP66", "CSIP82", "CSIP88"}
	packageMust = []string{"CSIP60", "CSIP113", "CSIP114", "CSIP95", "CSIP99", "CSIP103", "CSIP110"}
)

// lacks names the rows that are not met.
func (m *metsRules) lacks(root bool) []string {
	must := metsMust
	if root {
		must = slices.Concat(metsMust, packageMust)
	}
	var out []string
	for _, id := range must {
		if !m.met[id] {
			out = append(out, id)
		}
	}
	return out
}
