package transfer

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"niandang/archive"
)

func premisRoot() node {
	return node{name: "premis"}.with("xmlns", "http://www.loc.gov/premis/v3", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance", "version", "3.0")
}

func identifier(kind, name, value string) node {
	return tree(kind, leaf(kind+"Type", name), leaf(kind+"Value", value))
}

// premisFiles describes each file of a representation (PREMIS 3.0 objects).
func (w *packer) premisFiles(out io.Writer, files []written) error {
	x := newXML(out, UTF8)
	x.open(premisRoot())
	for _, f := range files {
		src := w.plan.in.Files[f.FileID]
		format := []node{tree("formatDesignation", leaf("formatName", orElse(mimeOf(f.Name), f.Name)))}
		if src.PUID != "" && src.PUID != "UNKNOWN" && f.Of == "" && f.First == 0 {
			format = append(format, tree("formatRegistry", leaf("formatRegistryName", "PRONOM"), leaf("formatRegistryKey", src.PUID)))
		}
		x.node(tree("object",
			identifier("objectIdentifier", "local", f.Path),
			tree("objectCharacteristics",
				leaf("compositionLevel", "0"),
				tree("fixity", leaf("messageDigestAlgorithm", "SHA-256"), leaf("messageDigest", f.SHA256)),
				tree("fixity", leaf("messageDigestAlgorithm", "SM3"), leaf("messageDigest", f.SM3)),
				leaf("size", strconv.FormatInt(f.Size, 10)),
				tree("format", format...),
			),
			leaf("originalName", originalName(src)),
		).with("xsi:type", "file"))
	}
	x.end()
	return x.close()
}

// premisTypes are the PREMIS event types of what the log calls its events.
var premisTypes = map[string]string{
	"collect": "ingestion", "appraise": "appraisal", "arrange": "metadata modification", "edit": "metadata modification", "decide": "appraisal",
	"confirm": "appraisal", "opening": "metadata modification",
}

// premisEvents describes what was done with the year, and by whom.
func (w *packer) premisEvents(out io.Writer) error {
	x := newXML(out, UTF8)
	x.open(premisRoot())
	x.node(tree("object",
		identifier("objectIdentifier", "local", w.c.name),
	).with("xsi:type", "representation"))
	agents := []string{w.plan.organ()}
	for i, e := range w.premisLog() {
		x.node(w.premisEvent(i+1, e, indexOf(&agents, orElse(e.Who, w.plan.organ()))))
	}
	for i, name := range agents {
		kind := "person"
		if i == 0 {
			kind = "organization"
		}
		x.node(tree("agent", identifier("agentIdentifier", "local", fmt.Sprintf("agent-%d", i+1)), leaf("agentName", name), leaf("agentType", kind)))
	}
	software, version, _ := strings.Cut(w.plan.in.Software, " ")
	x.node(tree("agent", some(identifier("agentIdentifier", "local", "software"), leaf("agentName", software), leaf("agentType", "software"), leaf("agentVersion", version))...))
	x.end()
	return x.close()
}

// premisLog is the year's log, ended by the making of this package.
func (w *packer) premisLog() []archive.Event {
	var out []archive.Event
	for _, e := range w.plan.in.Events {
		if premisTypes[e.What] != "" {
			out = append(out, e)
		}
	}
	return append(out, archive.Event{What: "packing", When: w.plan.in.Now, Why: w.plan.Why()})
}

func (w *packer) premisEvent(n int, e archive.Event, agent int) node {
	detail := strings.TrimSpace(w.plan.action(e) + " " + e.Why)
	return tree("event",
		identifier("eventIdentifier", "local", fmt.Sprintf("event-%d", n)),
		leaf("eventType", orElse(premisTypes[e.What], "creation")),
		leaf("eventDateTime", e.When.Format(metsTime)),
		tree("eventDetailInformation", leaf("eventDetail", detail)),
		tree("eventOutcomeInformation", leaf("eventOutcome", "success")),
		identifier("linkingAgentIdentifier", "local", fmt.Sprintf("agent-%d", agent+1)),
		identifier("linkingObjectIdentifier", "local", w.c.name),
	)
}
