package verify

import (
	"fmt"

	"niandang/archive"
)

// Facts gives what stands at the head of a report.
func (v Verdict) Facts(w archive.Words) []Fact {
	say := func(id string, pairs ...string) string { return w.Say(archive.Say(id, pairs...)) }
	if v.Broken != nil {
		return []Fact{{say("report.verdict"), Say(w, Unreadable)}, {say("report.detail"), v.why(w)}}
	}
	out := []Fact{
		{say("report.verdict"), Say(w, v.outcome())}, {say("report.from"), v.From}, {say("report.profile"), say("profile." + v.Profile)},
		{say("report.form"), say("form." + v.Form)}, {say("report.items"), fmt.Sprint(v.Items)},
		{say("report.files"), fmt.Sprint(v.Files)}, {say("report.bytes"), fmt.Sprint(v.Bytes)}, {say("report.digest"), v.Digest},
	}
	if v.First != "" {
		out = append(out, Fact{say("report.codes"), v.First + " — " + v.Last})
	}
	return out
}
