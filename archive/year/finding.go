package year

import (
	"crypto/sha256"
	"encoding/hex"

	"niandang/archive"
)

// FindingID gives the short name of a finding for the command line: the same
// fact has the same name in every run.
func FindingID(f archive.Finding) string {
	sum := sha256.Sum256([]byte(f.Key()))
	return hex.EncodeToString(sum[:5])
}
