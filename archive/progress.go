package archive

// Progress is told by an engine how far it is. Methods may be called from any
// goroutine; they return at once. Engines know no percent, bar or language.
type Progress interface {
	Total(n int)   // how many there are in all, as far as known
	Add(n int)     // n more are done
	Note(s string) // what is being worked on, such as a path
}

// NoProgress tells nobody.
type NoProgress struct{}

func (NoProgress) Total(int)   {}
func (NoProgress) Add(int)     {}
func (NoProgress) Note(string) {}
