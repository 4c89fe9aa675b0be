// Package store keeps a library on disk and fulfils [archive.Store].
//
// A library is a folder that can be copied, backed up and opened elsewhere:
//
//	archive.db      records, log and search index: one SQLite database
//	objects/ab/…    original bytes and renditions, each named by its SHA-256
//	staging/        private; what is not yet part of the library
//	backup/         copies of the database from before a migration
//	lock            held by the one program that writes
//
// # Records
//
// A record is kept whole as its JSON. The columns that filters and orders need
// are generated from that JSON by the database itself, so they cannot say
// anything else than the record. Lists read pages by key and hold neither a lock
// nor a snapshot while the caller works on a page.
//
// # Log
//
// Events form a chain: the hash of an event is the SHA-256 of the hash before it
// and of the event's own JSON as it is stored. A person's change keeps what was
// before, so [Store.Undo] can bring it back exactly, and an undo is a change of a
// person as well, so it can be undone.
//
// # Durability
//
// A change is one transaction (WAL, synchronous=FULL). An object is synced,
// renamed into its place and its folder synced before Keep returns. So a process
// that is killed leaves a library that opens and checks clean; what it left in
// the staging area is overwritten at the next opening.
//
// # Destruction
//
// [Store.Destroy] takes the content of objects away for good: first the database
// forgets them and notes in the same transaction which bytes are to go, then they
// are overwritten. It refuses bytes that any file record not marked as destroyed
// still has.
//
// # What it refuses
//
// A database of another program or of a newer version, a second writer, a record
// without an ID, a digest that is none. The text of a secret document is never
// put into the search index.
//
// # Building
//
// The package needs cgo and the build tag sqlite_fts5. Without them the SQLite
// driver would compile and then fail at run time, so this package refuses to
// compile and says what to do.
package store
