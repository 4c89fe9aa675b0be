package arrange

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"niandang/archive"
)

// pack fills boxes in code order, each with one year, term and department
// (DA/T 22-2015 annex E). Locked items stay in the boxes they lie in; items that
// came later go into the last box of their class while there is room.
func (p *planner) pack() []archive.Box {
	k := &packer{s: p.in.Settings, next: p.firstBox()}
	for start := 0; start < len(p.plan.Items); {
		end := start + 1
		for end < len(p.plan.Items) && p.plan.Items[end].Class == p.plan.Items[start].Class {
			end++
		}
		k.packClass(p.plan.Items[start:end])
		start = end
	}
	slices.SortStableFunc(k.boxes, func(a, b archive.Box) int {
		return cmp.Compare(toInt(a.Number), toInt(b.Number))
	})
	return k.boxes
}

// firstBox gives the first free box number: behind all boxes of other years,
// unless numbers begin anew each year, and behind the boxes of locked items.
func (p *planner) firstBox() int {
	last := 0
	for _, it := range p.in.Prior {
		kept := it.Year == p.in.Year && it.Locked
		other := it.Year != p.in.Year && !p.in.Settings.Arrange.BoxPerYear
		if kept || other {
			last = max(last, toInt(it.Box))
		}
	}
	return last + 1
}

// packer fills boxes one after the other.
type packer struct {
	s     archive.Settings
	boxes []archive.Box
	next  int
}

// packClass packs the items of one class, which come in the order of their
// numbers, and writes the box number into each.
func (k *packer) packClass(items []archive.Item) {
	open := -1 // the box being filled
	for i := range items {
		it := &items[i]
		thick := k.thickness(*it)
		switch {
		case it.Locked && it.Box != "":
			if open < 0 || k.boxes[open].Number != it.Box {
				open = k.open(*it, it.Box)
			}
		case open < 0 || k.boxes[open].ThicknessMM+thick > k.room():
			open = k.open(*it, fmt.Sprintf("%0*d", max(k.s.Arrange.BoxDigits, 1), k.next))
			k.next++
		}
		it.Box = k.boxes[open].Number
		k.put(&k.boxes[open], *it, thick)
	}
}

func (k *packer) open(it archive.Item, number string) int {
	k.boxes = append(k.boxes, archive.Box{
		ID: "box-" + strconv.Itoa(it.Year) + "-" + number, Year: it.Year, Number: number, Class: it.Class,
		First: ItemNumber(k.s, it.Number),
	})
	return len(k.boxes) - 1
}

func (k *packer) put(b *archive.Box, it archive.Item, thick float64) {
	b.Last = ItemNumber(k.s, it.Number)
	b.Items++
	b.Pages += it.Pages
	b.ThicknessMM = math.Round((b.ThicknessMM+thick)*100) / 100 // no dust from adding tenths
	b.SpineMM = k.spine(b.ThicknessMM)
}

// thickness gives what an item takes in the box, in millimetres: a sheet a page,
// or two pages a sheet where the paper is printed on both sides.
func (k *packer) thickness(it archive.Item) float64 {
	sheets := 0
	for _, part := range it.Parts {
		if k.s.Arrange.DuplexPages {
			sheets += (part.Pages + 1) / 2
			continue
		}
		sheets += part.Pages
	}
	return float64(max(sheets, 1)) * k.s.Arrange.SheetMM
}

// room gives how much the thickest box at hand may hold.
func (k *packer) room() float64 {
	return float64(slices.Max(k.spines())) * k.fill()
}

// spine gives the thinnest box at hand that holds so much; the thickest when
// none does.
func (k *packer) spine(thick float64) int {
	spines := slices.Sorted(slices.Values(k.spines()))
	for _, mm := range spines {
		if thick <= float64(mm)*k.fill() {
			return mm
		}
	}
	return spines[len(spines)-1]
}

func (k *packer) spines() []int {
	if len(k.s.Arrange.Spines) == 0 {
		return []int{20, 30, 40, 50} // DA/T 22-2015 annex E
	}
	return k.s.Arrange.Spines
}

func (k *packer) fill() float64 {
	if f := k.s.Arrange.FillShare; f > 0 && f <= 1 {
		return f
	}
	return 1
}
