// Package collect brings a year's files in: it walks a source, opens containers,
// tells junk from documents, and says what every file is to its document.
//
// # What it does
//
// [Walk] and [OpenContainer] see every file and follow nothing: symbolic links,
// devices and hostile archive members are reported, never opened. [JunkName]
// knows what office programs and systems leave behind. [TextDigest] and [Sketch]
// compare texts. [Group] is a pure function from files and their readings to
// roles and documents (DA/T 22-2015, forming of items: the text with its
// attachments, its final draft and its processing form is one item). [Pair] puts
// a request and the reply to it together.
//
// # What it refuses
//
// It writes nothing, keeps nothing, and decides nothing about retention. A file
// that it cannot place is still in the result, with a problem and a reason:
// nothing disappears. What a person has fixed is never changed.
//
// # Findings
//
// Walk and OpenContainer give their findings with the entry; the caller keeps
// them in File.Noted. Group gives back only what it finds itself: copies,
// versions, e-mails, scans of several documents, numbers in odd forms, secrets.
package collect
