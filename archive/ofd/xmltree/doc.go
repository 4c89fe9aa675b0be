// Package xmltree reads one XML file into a small tree: names without prefixes,
// text where it stands, nothing else. The office formats and OFD are read from
// it, because makers disagree on prefixes, namespaces and the order of
// attributes, and because a depth and a size can be bounded here once.
//
// It refuses what those formats never need and an attacker would use: entities
// that a file declares itself stay unexpanded, nothing outside is fetched.
package xmltree
