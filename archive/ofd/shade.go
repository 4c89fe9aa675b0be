package ofd

import (
	"math"
	"slices"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// maxStops bounds the colours of one gradient, repeats included.
const maxStops = 256

// shade reads an axial or radial gradient of an object whose frame is m; nil for
// one of another kind, or that cannot be understood.
func (w *walker) shade(n *xmltree.Node, m Matrix, alpha float64) *Shade {
	from, to := numbers(n.Attr("StartPoint")), numbers(n.Attr("EndPoint"))
	s := &Shade{M: m, Stops: w.stops(n), Alpha: alpha}
	if len(from) < 2 || len(to) < 2 || len(s.Stops) == 0 {
		return nil
	}
	s.From, s.To = [2]float64{from[0], from[1]}, [2]float64{to[0], to[1]}
	extend := int(numberOr(n.Attr("Extend"), 0))
	s.Extend = [2]bool{extend&1 != 0, extend&2 != 0}
	switch n.Name {
	case "AxialShd":
		if s.From == s.To {
			return nil
		}
		s.repeat(n, math.Hypot(s.To[0]-s.From[0], s.To[1]-s.From[1]))
	case "RadialShd":
		s.R0, s.R1 = max(numberOr(n.Attr("StartRadius"), 0), 0), max(numberOr(n.Attr("EndRadius"), 0), 0)
		if s.R0 == 0 && s.R1 == 0 {
			return nil
		}
		s.flatten(numberOr(n.Attr("Eccentricity"), 0), numberOr(n.Attr("Angle"), 0))
		s.repeat(n, math.Hypot(s.To[0]-s.From[0], s.To[1]-s.From[1])+math.Abs(s.R1-s.R0))
	default:
		return nil
	}
	return s
}

// stops reads the Segments of a gradient, in order, from 0 to 1. Those without a
// position stand at equal distances.
func (w *walker) stops(n *xmltree.Node) []Stop {
	list := n.All("Segment")
	if len(list) > maxStops {
		list = list[:maxStops]
	}
	var out []Stop
	for i, k := range list {
		at := 0.0
		if len(list) > 1 {
			at = float64(i) / float64(len(list)-1)
		}
		at = min(max(numberOr(k.Attr("Position"), at), 0), 1)
		out = append(out, Stop{at, w.plain(k.Kid("Color"))})
	}
	slices.SortStableFunc(out, func(a, b Stop) int {
		switch {
		case a.At < b.At:
			return -1
		case a.At > b.At:
			return 1
		}
		return 0
	})
	if len(out) > 0 && out[0].At > 0 {
		out = append([]Stop{{0, out[0].Color}}, out...)
	}
	if n := len(out); n > 0 && out[n-1].At < 1 {
		out = append(out, Stop{1, out[n-1].Color})
	}
	return out
}

// repeat lays the colours out again and again along the way of a gradient that is
// mapped in units shorter than it (MapType Repeat or Reflect).
func (s *Shade) repeat(n *xmltree.Node, way float64) {
	kind := n.Attr("MapType")
	unit := numberOr(n.Attr("MapUnit"), way)
	if kind == "" || strings.EqualFold(kind, "Direct") || unit <= 0 || unit >= way || float64(len(s.Stops))*way/unit > maxStops {
		return
	}
	once := s.Stops
	s.Stops = nil
	for i := 0; float64(i)*unit < way; i++ {
		part := slices.Clone(once)
		if i%2 == 1 && strings.EqualFold(kind, "Reflect") {
			slices.Reverse(part)
			for k := range part {
				part[k].At = 1 - part[k].At
			}
		}
		for _, p := range part {
			s.Stops = append(s.Stops, Stop{min((float64(i)+p.At)*unit/way, 1), p.Color})
		}
	}
	if last := s.Stops[len(s.Stops)-1]; last.At < 1 {
		s.Stops = append(s.Stops, Stop{1, last.Color})
	}
}

// flatten makes the circles ellipses of an eccentricity, their long axis turned by
// an angle in degrees: the gradient is set in a space that is turned and squeezed.
func (s *Shade) flatten(eccentricity, angle float64) {
	if eccentricity <= 0 || eccentricity >= 1 {
		return
	}
	sin, cos := math.Sincos(angle * math.Pi / 180)
	k := math.Sqrt(1 - eccentricity*eccentricity)
	squeeze := Matrix{A: cos, B: sin, C: -sin * k, D: cos * k}
	back, ok := squeeze.Inverse()
	if !ok {
		return
	}
	s.From[0], s.From[1] = back.Apply(s.From[0], s.From[1])
	s.To[0], s.To[1] = back.Apply(s.To[0], s.To[1])
	s.M = squeeze.Mul(s.M)
}
