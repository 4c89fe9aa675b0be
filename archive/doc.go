// Package archive is the vocabulary of Niandang: what an archivist talks about,
// as Go types. It imports the standard library only, and everything else in the
// program imports it.
//
// The way of one document runs through these types in order. A [File] is a file
// seen in a source. Its bytes give a [Reading]: format, pages, and the [Face],
// the elements found on its pages. A [Document] (公文) is the main document that
// one or more files belong to; it carries the [Elements] that stand in the
// catalogue and the [Decision] on how long it is kept. An [Item] (件) is the unit
// of arrangement, with its parts in order and its code (档号); items lie in a
// [Box] and are compiled into a [Volume]. A [Transfer] hands items over. Whatever
// a person should know is a [Finding]; whatever was done is an [Event].
//
// The package holds no text for people: a [Text] names an entry of the
// translation files, and [Words] says it.
package archive
