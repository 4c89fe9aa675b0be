package storetest

import (
	"fmt"

	"niandang/archive"
)

var eventCases = []testcase{
	{"events are numbered and chained", eventsChained},
	{"a quiet change writes no event", eventsQuiet},
	{"events are narrowed by year and subject", eventsNarrowed},
}

func eventsChained(l library) {
	for i := range 5 {
		e := l.apply(archive.Change{What: fmt.Sprint("step", i), On: "2021", Why: "理由", Who: "陈立", Year: 2021})
		if e.ID == "" || e.Hash == "" || e.When.IsZero() || e.Who != "陈立" {
			l.Errorf("event %+v", e)
		}
	}
	previous, seq := "", int64(0)
	for _, e := range all(l, l.Events(ctx, archive.Filter{})) {
		if e.Previous != previous || e.Seq != seq+1 {
			l.Errorf("event %d does not follow %d", e.Seq, seq)
		}
		previous, seq = e.Hash, e.Seq
	}
	if seq < 5 {
		l.Errorf("%d events, want 5 at least", seq)
	}
}

func eventsQuiet(l library) {
	before, _ := l.Count(ctx, "event", archive.Filter{})
	e := l.apply(archive.Change{What: "x", Quiet: true, Person: true, Documents: []archive.Document{{ID: "d"}}})
	after, err := l.Count(ctx, "event", archive.Filter{})
	if err != nil || before != after || e.ID != "" {
		l.Errorf("%d events, before %d; %+v, %v", after, before, e, err)
	}
}

func eventsNarrowed(l library) {
	a := l.apply(archive.Change{What: "a", On: "d1", Year: 2021})
	b := l.apply(archive.Change{What: "b", On: "d2", Year: 2021})
	l.apply(archive.Change{What: "c", On: "d1", Year: 2020})
	what := func(e archive.Event) string { return e.What }
	l.same("year", names(all(l, l.Events(ctx, archive.Filter{Year: 2021})), what), "a b")
	l.same("subject", names(all(l, l.Events(ctx, archive.Filter{Document: "d1"})), what), "a c")
	l.same("page", names(all(l, l.Events(ctx, archive.Filter{After: a.ID, Limit: 1})), what), "b")
	l.same("last page", names(all(l, l.Events(ctx, archive.Filter{After: b.ID})), what), "c")
}
