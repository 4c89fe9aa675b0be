package collect

import (
	"maps"
	"slices"
	"strings"

	"niandang/archive"
)

// Wanting puts on a document's review list the elements that a document of its
// sort has and that no source told: what stands empty there was overlooked or
// lost, and only a person can say which. It gives the document back.
func Wanting(d archive.Document, o archive.Organ) archive.Document {
	if d.Secret {
		return markedElsewhere(d)
	}
	d = unconfirmed(guessDay(guessOffice(d, o)))
	for _, w := range []struct {
		element string
		wanting bool
	}{
		{archive.ElDate, d.Date == ""},
		{archive.ElIssuers, len(d.Issuers) == 0},
		{archive.ElGenre, d.Genre == ""},
		{archive.ElDepartment, d.Department == "" && len(o.Departments) > 0},
		{archive.ElNumber, d.Number == "" && numbered[d.Layout]},
		{archive.ElRecipients, len(d.Recipients) == 0 && addressed(d)},
	} {
		if w.wanting {
			d = asked(d, w.element)
		}
	}
	return d
}

// markedElsewhere asks a person about everything that is withheld of a document
// whose mark stands in the register alone: either the mark is missing on the face,
// or the register is wrong.
func markedElsewhere(d archive.Document) archive.Document {
	if d.Trusts[archive.ElSecurity].Source != archive.FromRegister {
		return d
	}
	for _, el := range []string{archive.ElSecurity, archive.ElTitle, archive.ElGenre, archive.ElDirection, archive.ElIssuers, archive.ElRecipients,
		archive.ElCC, archive.ElSigners, archive.ElUrgency, archive.ElAttachments} {
		d = asked(d, el)
	}
	return d
}

// names are the elements in which one misread character makes another name, and no
// rule can tell.
var names = []string{archive.ElTitle, archive.ElIssuers, archive.ElSigners}

// unconfirmed asks about names that were recognised from a picture and that no
// second source gives alike, which would have raised their confidence.
func unconfirmed(d archive.Document) archive.Document {
	for _, el := range names {
		if t, ok := d.Trusts[el]; ok && t.Source == archive.FromFace && t.Confidence < sureRecognised {
			d = asked(d, el)
		}
	}
	return d
}

// sureRecognised is the confidence that only a second source gives to what was
// recognised from a picture.
const sureRecognised = 0.8

func asked(d archive.Document, el string) archive.Document {
	if d.Trusts[el].Source != archive.FromPerson && !slices.Contains(d.Review, el) {
		d.Review = append(slices.Clone(d.Review), el)
	}
	return d
}

// guessOffice puts a paper of the organ as a whole, or one without a number, down
// to its office, for a person to confirm, where nothing tells its department.
func guessOffice(d archive.Document, o archive.Organ) archive.Document {
	name := officeOf(o)
	if name == "" || d.Department != "" || !ofOffice[d.Genre] && (d.Number != "" || d.Kind == "") || d.Kind == archive.Incoming || d.Trusts[archive.ElDepartment].Source == archive.FromPerson {
		return d
	}
	if d.Trusts = maps.Clone(d.Trusts); d.Trusts == nil {
		d.Trusts = make(map[string]archive.Trust)
	}
	d.Department = name
	d.Trusts[archive.ElDepartment] = archive.Trust{Source: archive.FromRule, Confidence: sureGuess}
	d.Review = append(slices.Clone(d.Review), archive.ElDepartment)
	return d
}

// ofOffice are papers of the organ as a whole, which its office makes and keeps.
var ofOffice = map[string]bool{"纪要": true, "会议记录": true, "简报": true, "大事记": true, "讲话": true}

// officeOf gives the department that is the organ's office, "" where none is named.
func officeOf(o archive.Organ) string {
	for _, d := range o.Departments {
		for _, end := range []string{"办公室", "党政办", "综合科", "综合处", "秘书处", "秘书科"} {
			if d.Name == end || strings.HasSuffix(d.Name, "党政"+end) || strings.HasPrefix(d.Name, end) {
				return d.Name
			}
		}
	}
	return ""
}

// numbered are the layouts that bear a 发文字号 (GB/T 9704-2012, 7.2.5).
var numbered = map[string]bool{"文件": true, "信函": true}

// addressed reports a document that is written to somebody: always a request and
// its reply; of what was recognised from a picture also those that mostly are.
func addressed(d archive.Document) bool {
	switch d.Genre {
	case "请示", "批复":
		return true
	case "函", "报告", "通知":
		return d.Trusts[archive.ElTitle].Confidence < sureFaceTitle
	}
	return false
}

// sureFaceTitle is the confidence from which a title was read from characters and
// not recognised from a picture.
const sureFaceTitle = 0.85
