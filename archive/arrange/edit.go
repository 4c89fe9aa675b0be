package arrange

import (
	"cmp"
	"fmt"
	"slices"

	"niandang/archive"
)

// Merge makes one item of the documents named: they join the group of the first.
// It returns the documents that changed. Errors: CodeInvalid for fewer than two,
// CodeNotFound for one that is not there.
func Merge(docs []archive.Document, ids ...string) ([]archive.Document, error) {
	if len(ids) < 2 {
		return nil, archive.Fail(archive.CodeInvalid, "arrange_merge_one", nil)
	}
	head, err := find(docs, ids[0])
	if err != nil {
		return nil, err
	}
	group := head.Group
	if group == "" {
		group = head.ID
	}
	var changed []archive.Document
	for _, id := range ids[1:] {
		d, err := find(docs, id)
		if err != nil {
			return nil, err
		}
		if d.Group != group {
			d.Group = group
			changed = append(changed, d)
		}
	}
	return changed, nil
}

// Split takes a document out of its item, into one of its own. A group named by
// the document that leaves passes to those that stay. It returns the documents
// that changed.
func Split(docs []archive.Document, id string) ([]archive.Document, error) {
	d, err := find(docs, id)
	if err != nil {
		return nil, err
	}
	group := cmp.Or(d.Group, d.ID)
	var stay []archive.Document
	for _, o := range docs {
		if o.ID != id && cmp.Or(o.Group, o.ID) == group {
			stay = append(stay, o)
		}
	}
	if len(stay) == 0 {
		return nil, archive.Fail(archive.CodeInvalid, "arrange_split_single", nil, "title", shown(d))
	}
	if group != id {
		d.Group = id
		return []archive.Document{d}, nil
	}
	name := stay[0].ID
	for i := range stay {
		stay[i].Group = name
	}
	return stay, nil
}

func find(docs []archive.Document, id string) (archive.Document, error) {
	i := slices.IndexFunc(docs, func(d archive.Document) bool { return d.ID == id })
	if i < 0 {
		return archive.Document{}, archive.Fail(archive.CodeNotFound, "arrange_no_document", fmt.Errorf("document %q", id), "id", id)
	}
	return docs[i], nil
}

// Move puts an item at a place in its class, counted from 1; 0 gives it back to
// the order by matter and time. It returns the item changed; numbers and codes
// follow with the next plan. Errors: CodeLocked for a locked item, CodeNotFound.
func Move(items []archive.Item, id string, place int) (archive.Item, error) {
	i := slices.IndexFunc(items, func(it archive.Item) bool { return it.ID == id })
	switch {
	case i < 0:
		return archive.Item{}, archive.Fail(archive.CodeNotFound, "arrange_no_item", fmt.Errorf("item %q", id), "id", id)
	case items[i].Locked:
		return archive.Item{}, archive.Fail(archive.CodeLocked, "arrange_item_locked", nil, "code", items[i].Code)
	case place < 0:
		return archive.Item{}, archive.Fail(archive.CodeInvalid, "arrange_place", fmt.Errorf("place %d", place), "place", fmt.Sprint(place))
	}
	it := items[i]
	it.Moved = place
	return it, nil
}

// Lock freezes the codes of items and returns those that changed. An item
// without a code stays open.
func Lock(items []archive.Item) []archive.Item { return setLocked(items, true) }

// Unlock opens items again, so that the next plan may number them anew, and
// returns those that changed. What was destroyed keeps its code for ever. The
// caller logs the reason.
func Unlock(items []archive.Item) []archive.Item { return setLocked(items, false) }

func setLocked(items []archive.Item, locked bool) []archive.Item {
	var changed []archive.Item
	for _, it := range items {
		if it.Locked != locked && it.Code != "" && it.Destroyed == nil {
			it.Locked = locked
			it.Late = it.Late && locked
			changed = append(changed, it)
		}
	}
	return changed
}
