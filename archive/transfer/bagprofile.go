package transfer

import (
	"encoding/json"
	"io"
)

// bagProfileURI is the name of our BagIt profile.
const bagProfileURI = "urn:niandang:bagit-profile:1.0"

type tagRule struct {
	Required   bool     `json:"required"`
	Repeatable bool     `json:"repeatable"`
	Values     []string `json:"values,omitempty"`
}

// writeBagProfile writes the profile that our bags follow (BagIt Profiles 1.3.0),
// so that a validator needs nothing but the bag.
func writeBagProfile(w io.Writer) error {
	info := make(map[string]tagRule)
	for _, name := range []string{
		"Source-Organization", "External-Description", "External-Identifier", "Bagging-Date", "Payload-Oxum",
		"Fonds-Identifier", "Archive-Year", "Retention", "Items", "First-Code", "Last-Code",
	} {
		info[name] = tagRule{Required: true}
	}
	info["Package-Profile"] = tagRule{Required: true, Values: []string{"dat93", "dat2012", "eep", "eark"}}
	for _, name := range []string{"Bag-Size", "BagIt-Profile-Identifier", "Bag-Software-Agent", "Transfer-Reason", "Bag-Group-Identifier", "Bag-Count"} {
		info[name] = tagRule{}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(map[string]any{
		"BagIt-Profile-Info": map[string]string{
			"BagIt-Profile-Identifier": bagProfileURI, "BagIt-Profile-Version": "1.3.0", "Version": "1.0",
			"Source-Organization": "Niandang", "External-Description": "Transfer package of archived official documents (DA/T 93-2022)",
		},
		"Bag-Info": info, "Manifests-Required": []string{"sha256"}, "Manifests-Allowed": []string{"sha256"},
		"Tag-Manifests-Required": []string{"sha256"}, "Tag-Manifests-Allowed": []string{"sha256"},
		"Tag-Files-Required": []string{"metadata/manifest-sm3.txt"}, "Tag-Files-Allowed": []string{"metadata/*"},
		"Allow-Fetch.txt": false, "Fetch.txt-Required": false, "Data-Empty": false,
		"Serialization": "optional", "Accept-Serialization": []string{"application/zip"}, "Accept-BagIt-Version": []string{"1.0"},
	})
}
