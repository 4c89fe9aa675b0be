package transfer

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"path"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// The profile that a package names (SIP2).
const (
	sipProfile = "https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml"
	metsTime   = "2006-01-02T15:04:05Z07:00"
)

// metsID gives an xml:id that stays the same for the same path.
func metsID(kind, name string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + name))
	return fmt.Sprintf("uuid-%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// href writes a path as a URL: every part percent-encoded.
func href(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}

// mets writes one METS document (METS 1.12, CSIP 2.2.0, E-ARK SIP 2.2.0).
type mets struct {
	*packer
	x     *xmlWriter
	objid string
	base  string // folder of the document in the package, with / at its end, "" for the root
}

func (m *mets) now() string { return m.plan.in.Now.Format(metsTime) }

func (m *mets) open(schemas string) {
	m.x.open(node{name: "mets"}.with(
		"xmlns", "http://www.loc.gov/METS/", "xmlns:xlink", "http://www.w3.org/1999/xlink", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance",
		"xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "xmlns:sip", "https://DILCIS.eu/XML/METS/SIPExtensionMETS",
		"OBJID", m.objid, "LABEL", m.plan.say("eark.title", "organ", m.plan.organ(), "year", strconv.Itoa(m.plan.in.Year)),
		"TYPE", "Mixed", "csip:CONTENTINFORMATIONTYPE", "MIXED", "PROFILE", sipProfile,
		"xsi:schemaLocation", m.locations(schemas)))
	m.header()
}

// locations tells where the schemas are: in the package where they go along, else
// with those who publish them.
func (m *mets) locations(folder string) string {
	var out []string
	for _, l := range [][3]string{
		{"http://www.loc.gov/METS/", "mets1_12.xsd", "http://www.loc.gov/standards/mets/mets.xsd"},
		{"http://www.w3.org/1999/xlink", "xlink.xsd", "http://www.loc.gov/standards/xlink/xlink.xsd"},
		{"https://DILCIS.eu/XML/METS/CSIPExtensionMETS", "DILCISExtensionMETS.xsd", "https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd"},
		{"https://DILCIS.eu/XML/METS/SIPExtensionMETS", "DILCISExtensionSIPMETS.xsd", "https://earksip.dilcis.eu/schema/DILCISExtensionSIPMETS.xsd"},
	} {
		at := l[2]
		if _, ok := m.sums[norm.NFC.String(m.inner("schemas/"+l[1]))]; ok {
			at = folder + l[1]
		}
		out = append(out, l[0], at)
	}
	return strings.Join(out, " ")
}

// agent of the header: role, type, name, note and what the note is.
type agent struct{ role, kind, other, name, note, noteType string }

// header names software, archival creator, submitting organ, contact and the
// receiving archives (CSIP7 to 16, SIP4 to 31).
func (m *mets) header() {
	s := m.plan.in.Settings
	software, version, _ := strings.Cut(m.plan.in.Software, " ")
	m.x.open(node{name: "metsHdr"}.with("CREATEDATE", m.now(), "RECORDSTATUS", "NEW", "csip:OAISPACKAGETYPE", "SIP"))
	for _, a := range []agent{
		{"CREATOR", "OTHER", "SOFTWARE", software, orElse(version, "1"), "SOFTWARE VERSION"},
		{"ARCHIVIST", "ORGANIZATION", "", s.Organ.Name, s.Organ.Fonds, "IDENTIFICATIONCODE"},
		{"CREATOR", "ORGANIZATION", "", s.Organ.Name, s.Organ.Fonds, "IDENTIFICATIONCODE"},
		{"CREATOR", "INDIVIDUAL", "", orElse(s.Bind.Arranger, m.plan.say("eark.contact")), s.Organ.Fonds, "IDENTIFICATIONCODE"},
		{"PRESERVATION", "ORGANIZATION", "", orElse(s.Transfer.Archives, m.plan.say("notice.archives")), orElse(s.Transfer.Code, "000000"), "IDENTIFICATIONCODE"},
	} {
		m.x.node(tree("agent", leaf("name", a.name), leaf("note", a.note).with("csip:NOTETYPE", a.noteType)).with("ROLE", a.role, "TYPE", a.kind, "OTHERTYPE", a.other))
	}
	m.x.end()
}

// sized are the attributes that every reference to a file has.
func (m *mets) sized(name string) []string {
	s := m.sums[norm.NFC.String(m.inner(name))]
	return []string{"MIMETYPE", mimeOf(name), "SIZE", strconv.FormatInt(s.Size, 10), "CREATED", m.now(), "CHECKSUM", s.SHA256, "CHECKSUMTYPE", "SHA-256"}
}

// mdRef refers to a metadata file.
func (m *mets) mdRef(name, kind, other string) node {
	return node{name: "mdRef"}.with("LOCTYPE", "URL", "xlink:type", "simple", "xlink:href", href(strings.TrimPrefix(name, m.base)), "MDTYPE", kind, "OTHERMDTYPE", other).
		with(m.sized(name)...)
}

// preservation writes the amdSec and gives its ID.
func (m *mets) preservation(name string) string {
	id := metsID("digiprov", name)
	m.x.open(node{name: "amdSec"})
	m.x.node(tree("digiprovMD", m.mdRef(name, "PREMIS", "")).with("ID", id, "CREATED", m.now(), "STATUS", "CURRENT"))
	m.x.end()
	return id
}

// group writes a fileGrp and gives its ID.
func (m *mets) group(use string, names []string) string {
	id := metsID("group", m.base+use)
	m.x.open(node{name: "fileGrp"}.with("ID", id, "USE", use))
	for _, n := range names {
		m.x.node(tree("file", node{name: "FLocat"}.with("LOCTYPE", "URL", "xlink:type", "simple", "xlink:href", href(strings.TrimPrefix(n, m.base)))).
			with("ID", metsID("file", n)).with(m.sized(n)...))
	}
	m.x.end()
	return id
}

// division of the structural map with a pointer to a file group.
func (m *mets) division(label, group string) node {
	return tree("div", node{name: "fptr"}.with("FILEID", group)).with("ID", metsID("div", m.base+label), "LABEL", label)
}

// metsPackage writes the METS document of the whole package.
func (w *packer) metsPackage(out io.Writer, reps []string) error {
	m := &mets{packer: w, x: newXML(out, UTF8), objid: w.c.name}
	m.open("schemas/")
	var described []string
	for _, name := range w.below("metadata/descriptive") {
		id := metsID("dmd", name)
		described = append(described, id)
		m.x.node(tree("dmdSec", m.mdRef(name, "OTHER", "DA/T 46-2009")).with("ID", id, "CREATED", m.now(), "STATUS", "CURRENT"))
	}
	premis := m.preservation("metadata/preservation/premis.xml")
	m.x.open(node{name: "fileSec"}.with("ID", metsID("fileSec", m.base)))
	documentation := m.group("Documentation", w.below("documentation"))
	schemas := m.group("Schemas", w.below("schemas"))
	groups := make([]string, len(reps))
	for i, rep := range reps {
		groups[i] = m.group("Representations/"+rep, []string{"representations/" + rep + "/METS.xml"})
	}
	m.x.end()
	m.x.open(node{name: "structMap"}.with("ID", metsID("structMap", m.base), "TYPE", "PHYSICAL", "LABEL", "CSIP"))
	m.x.open(node{name: "div"}.with("ID", metsID("div", m.base), "LABEL", m.objid))
	m.x.node(node{name: "div"}.with("ID", metsID("div", "Metadata"), "LABEL", "Metadata", "DMDID", strings.Join(described, " "), "ADMID", premis))
	m.x.node(m.division("Documentation", documentation))
	m.x.node(m.division("Schemas", schemas))
	m.x.node(m.division("Representations", groups[0]))
	for i, rep := range reps {
		m.x.node(tree("div", node{name: "mptr"}.with("LOCTYPE", "URL", "xlink:type", "simple", "xlink:href", href("representations/"+rep+"/METS.xml"), "xlink:title", groups[i])).
			with("ID", metsID("div", rep), "LABEL", "Representations/"+rep))
	}
	for range 3 {
		m.x.end()
	}
	return m.x.close()
}

// metsRepresentation writes the METS document of one representation.
func (w *packer) metsRepresentation(out io.Writer, rep string) error {
	base := path.Join("representations", rep) + "/"
	m := &mets{packer: w, x: newXML(out, UTF8), objid: rep, base: base}
	m.open("../../schemas/")
	premis := m.preservation(base + "metadata/preservation/premis.xml")
	m.x.open(node{name: "fileSec"}.with("ID", metsID("fileSec", base)))
	data := m.group("Data", w.below(base+"data"))
	m.x.end()
	m.x.open(node{name: "structMap"}.with("ID", metsID("structMap", base), "TYPE", "PHYSICAL", "LABEL", "CSIP"))
	m.x.open(node{name: "div"}.with("ID", metsID("div", base), "LABEL", rep))
	m.x.node(node{name: "div"}.with("ID", metsID("div", base+"Metadata"), "LABEL", "Metadata", "ADMID", premis))
	m.x.node(m.division("Data", data))
	for range 3 {
		m.x.end()
	}
	return m.x.close()
}
