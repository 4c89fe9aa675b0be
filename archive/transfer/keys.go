package transfer

import "sort"

// sortedKeys gives the keys of a map in order, so that what is written does not
// depend on the map.
func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
