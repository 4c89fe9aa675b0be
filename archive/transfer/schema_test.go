package transfer

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"niandang/archive/transfer/verify"
)

// The Chinese XML of every profile satisfies the schemas that stand for the
// standards' element lists.
func TestChineseXMLSatisfiesItsSchemas(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not here")
	}
	schemas, err := filepath.Abs(filepath.Join("..", "..", "assets", "schemas"))
	if err != nil {
		t.Fatal(err)
	}
	for profile, byName := range map[string]map[string]string{
		verify.DAT93:   {verify.CatalogueName: "catalogue-dat93.xsd", verify.MetadataName: "metadata.xsd"},
		verify.DAT2012: {verify.CatalogueName2012: "catalogue-dat2012.xsd", verify.MetadataName: "metadata.xsd"},
		verify.EEP:     {verify.CatalogueName2012: "catalogue-dat2012.xsd", verify.EEPExt: "eep.xsd"},
		verify.EARK:    {".xml": "metadata.xsd"},
	} {
		in, m := bureau(t)
		in.Options.Profile = profile
		_, r := packed(t, in, m)
		checked := 0
		_ = filepath.WalkDir(r.Where, func(p string, d fs.DirEntry, err error) error {
			for name, schema := range byName {
				if err != nil || d.IsDir() || !strings.HasSuffix(p, name) || profile == verify.EARK && !strings.Contains(p, "descriptive") {
					continue
				}
				checked++
				if out, err := exec.Command("xmllint", "--nonet", "--huge", "--noout", "--schema", filepath.Join(schemas, schema), p).CombinedOutput(); err != nil {
					t.Errorf("%s: %s", profile, out)
				}
			}
			return err
		})
		if checked < 3 {
			t.Errorf("%s: only %d files were checked", profile, checked)
		}
	}
}

// A METS document has what every E-ARK SIP must have.
func TestMETSHasWhatMustBeThere(t *testing.T) {
	in, m := bureau(t)
	in.Options.Profile = verify.EARK
	_, r := packed(t, in, m)
	b, err := os.ReadFile(filepath.Join(r.Where, "data", "S021-WS-2023-01", "METS.xml"))
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"CSIP1": `OBJID="S021-WS-2023-01"`, "CSIP2": `TYPE="Mixed"`, "SIP2": `PROFILE="https://earksip.dilcis.eu/profile/E-ARK-SIP-v2-2-0.xml"`,
		"CSIP7": `CREATEDATE="2024-05-06T07:08:09Z"`, "SIP4": `csip:OAISPACKAGETYPE="SIP"`, "CSIP13": `OTHERTYPE="SOFTWARE"`,
		"CSIP16": `csip:NOTETYPE="SOFTWARE VERSION"`, "SIP14": `csip:NOTETYPE="IDENTIFICATIONCODE"`, "SIP22": `TYPE="INDIVIDUAL"`, "SIP27": `ROLE="PRESERVATION"`,
		"CSIP18": `<dmdSec ID="uuid-`, "CSIP33": `<digiprovMD ID="uuid-`, "CSIP60": `USE="Documentation"`, "CSIP113": `USE="Schemas"`, "CSIP114": `USE="Representations/rep1"`,
		"CSIP81": `TYPE="PHYSICAL"`, "CSIP82": `LABEL="CSIP"`, "CSIP88": `LABEL="Metadata"`, "CSIP95": `LABEL="Documentation"`, "CSIP99": `LABEL="Schemas"`,
		"CSIP103": `LABEL="Representations"`, "CSIP107": `LABEL="Representations/rep2"`, "CSIP110": `xlink:href="representations/rep2/METS.xml"`,
		"CSIP72": `CHECKSUMTYPE="SHA-256"`, "percent encoding": `xlink:href="metadata/descriptive/S021-WS%C2%B72023-Y-BGS-0001.xml"`,
	} {
		if !strings.Contains(string(b), want) {
			t.Errorf("%s: %s is not there", id, want)
		}
	}
}
