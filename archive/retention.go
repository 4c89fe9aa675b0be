package archive

import (
	"encoding/json"
	"fmt"
)

// Retention is how long a document is kept (保管期限): 国家档案局令第8号 art. 6.
// The zero value means that nothing was decided.
type Retention int

// The terms, in ascending order of length, so that a longer term compares greater.
const (
	RetentionUnset Retention = iota
	NotArchived              // 不归档: outside the archiving scope
	Years10                  // 10年
	Years30                  // 30年
	Permanent                // 永久
)

var retentionNames = [...]string{"", "不归档", "10年", "30年", "永久"}

// String gives the term as the standards write it; "" when unset.
func (r Retention) String() string {
	if r < 0 || int(r) >= len(retentionNames) {
		return ""
	}
	return retentionNames[r]
}

// Code gives the term as it stands in an item code (DA/T 13-2022: Y, D30, D10),
// "" for a document without one.
func (r Retention) Code() string {
	switch r {
	case Permanent:
		return "Y"
	case Years30:
		return "D30"
	case Years10:
		return "D10"
	}
	return ""
}

// Archived reports whether documents with this term are archived at all.
func (r Retention) Archived() bool { return r >= Years10 }

// ParseRetention reads a term as the standards, codes or common habit write it
// (永久, 长期 is not accepted; 30年, 定期30年, D30, 10年, 定期10年, D10, 不归档) and
// refuses anything else.
func ParseRetention(s string) (Retention, error) {
	switch s {
	case "":
		return RetentionUnset, nil
	case "永久", "Y":
		return Permanent, nil
	case "30年", "定期30年", "D30", "三十年", "30":
		return Years30, nil
	case "10年", "定期10年", "D10", "十年", "10":
		return Years10, nil
	case "不归档", "不归":
		return NotArchived, nil
	}
	return RetentionUnset, Fail(CodeInvalid, "retention", fmt.Errorf("retention %q", s), "value", s)
}

// MarshalJSON writes the term's name.
func (r Retention) MarshalJSON() ([]byte, error) { return json.Marshal(r.String()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (r *Retention) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("retention: %w", err)
	}
	v, err := ParseRetention(s)
	*r = v
	return err
}
