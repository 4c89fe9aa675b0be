package transfer

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"niandang/archive"
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

// sipDocuments packs the bureau's year as an E-ARK SIP and gives its METS and
// PREMIS documents.
func sipDocuments(t *testing.T) (mets, premis []string) {
	t.Helper()
	in, m := bureau(t)
	in.Options.Profile = verify.EARK
	_, r := packed(t, in, m)
	for p := range treeOf(t, r.Where) {
		switch filepath.Base(p) {
		case verify.METSName:
			mets = append(mets, filepath.Join(r.Where, p))
		case "premis.xml":
			premis = append(premis, filepath.Join(r.Where, p))
		}
	}
	if len(mets) != 3 || len(premis) != 3 {
		t.Fatalf("%d METS, %d PREMIS documents", len(mets), len(premis))
	}
	return mets, premis
}

func validates(t *testing.T, schema string, env []string, documents []string) {
	t.Helper()
	for _, d := range documents {
		cmd := exec.Command("xmllint", "--nonet", "--huge", "--noout", "--schema", schema, d)
		cmd.Env = append(os.Environ(), env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s", out)
		}
	}
}

// METS and PREMIS satisfy the schemas of what a package uses of them, with all
// that E-ARK CSIP and SIP 2.2.0 say MUST be there.
func TestMETSAndPREMISSatisfyTheirSchemas(t *testing.T) {
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not here")
	}
	mets, premis := sipDocuments(t)
	schemas := filepath.Join("..", "..", "assets", "schemas")
	validates(t, filepath.Join(schemas, "mets-sip.xsd"), nil, mets)
	validates(t, filepath.Join(schemas, "premis-sip.xsd"), nil, premis)
}

// The published schemas, which are not in this project, take the same documents.
// NIANDANG_SCHEMAS names a folder with mets1_12.xsd as published by the Library of
// Congress, xlink.xsd and premis-v3-0.xsd.
func TestPublishedSchemasAgree(t *testing.T) {
	dir := os.Getenv("NIANDANG_SCHEMAS")
	if dir == "" {
		t.Skip("NIANDANG_SCHEMAS names no folder with the published schemas")
	}
	mets, premis := sipDocuments(t)
	catalog := filepath.Join(t.TempDir(), "catalog.xml")
	if err := os.WriteFile(catalog, []byte(`<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
<system systemId="http://www.loc.gov/standards/xlink/xlink.xsd" uri="file://`+filepath.Join(dir, "xlink.xsd")+`"/></catalog>`), 0o644); err != nil {
		t.Fatal(err)
	}
	validates(t, filepath.Join(dir, "mets1_12.xsd"), []string{"XML_CATALOG_FILES=" + catalog}, mets)
	validates(t, filepath.Join(dir, "premis-v3-0.xsd"), nil, premis)
}

// The published schemas go along with an E-ARK package when they are at hand, and
// METS points at them there.
func TestPublishedSchemasGoAlong(t *testing.T) {
	in, m := bureau(t)
	in.Options.Profile = verify.EARK
	d := deps(m)
	d.Schemas = []fs.FS{fstest.MapFS{"metadata.xsd": {Data: []byte("<a/>")}}, fstest.MapFS{"mets1_12.xsd": {Data: []byte("<b/>")}}}
	r, err := planOf(t, in).Pack(context.Background(), t.TempDir(), d, archive.NoProgress{})
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(r.Where, "data", "S021-WS-2023-01")
	for _, name := range []string{"metadata.xsd", "mets1_12.xsd"} {
		if _, err := os.Stat(filepath.Join(root, "schemas", name)); err != nil {
			t.Error(err)
		}
	}
	b, err := os.ReadFile(filepath.Join(root, "representations", "rep1", verify.METSName))
	if err != nil || !strings.Contains(string(b), "http://www.loc.gov/METS/ ../../schemas/mets1_12.xsd") {
		t.Errorf("%v %.900s", err, b)
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
