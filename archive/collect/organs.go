package collect

import "niandang/archive"

// addressed reports that the reply i goes to the issuer of j, as far as both are
// known, and does not come from the same organ.
func (p *pairing) addressed(i, j int) bool {
	reply, request := p.docs[i], p.docs[j]
	if sameOrgans(reply.Issuers, request.Issuers) {
		return false
	}
	if len(reply.Recipients) == 0 || len(request.Issuers) == 0 {
		return true
	}
	for _, r := range reply.Recipients {
		for _, o := range request.Issuers {
			if sameOrgan(r, o) {
				return true
			}
		}
	}
	return false
}

func sameOrgans(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && letters(a[0]) == letters(b[0])
}

// sameOrgan compares a short form with a full name: the letters of 市教育局 stand
// in this order in 云州市教育局.
func sameOrgan(short, full string) bool {
	a, b := []rune(letters(short)), []rune(letters(full))
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		return false
	}
	return archive.InOrder(a, b) && a[len(a)-1] == b[len(b)-1]
}
