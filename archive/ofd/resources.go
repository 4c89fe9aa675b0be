package ofd

import (
	"path"
	"strings"

	"niandang/archive/ofd/xmltree"
)

// Font is a typeface that a document names. Its file may be embedded.
type Font struct {
	Name, Family string
	Bold, Italic bool
	Fixed        bool
	Data         func() ([]byte, error) // nil when it is not embedded

	face *Typeface
	read bool
}

// resources are what the pages of a document share (GB/T 33190-2016, 7.9), by
// their ID.
type resources struct {
	c          *container
	dir        string
	fonts      map[string]*Font
	media      map[string]medium
	params     map[string]*xmltree.Node
	spaces     map[string]*xmltree.Node
	composites map[string]*xmltree.Node
	seen       map[string]bool
}

// medium is an image, or a sound or video that no page on paper can show.
type medium struct{ kind, format, file string }

func newResources(c *container, dir string) *resources {
	return &resources{
		c: c, dir: dir, fonts: map[string]*Font{}, media: map[string]medium{},
		params: map[string]*xmltree.Node{}, spaces: map[string]*xmltree.Node{},
		composites: map[string]*xmltree.Node{}, seen: map[string]bool{},
	}
}

// add reads a resource file once; one that is missing or damaged adds nothing.
func (r *resources) add(loc string, dirs ...string) {
	file, ok := r.c.resolve(loc, append(dirs, r.dir)...)
	if !ok || r.seen[file] {
		return
	}
	r.seen[file] = true
	root, err := r.c.xml(file)
	if err != nil {
		return
	}
	dir := path.Dir(file)
	base := dir + "/" + strings.TrimSpace(root.Attr("BaseLoc"))
	if strings.HasPrefix(strings.TrimSpace(root.Attr("BaseLoc")), "/") {
		base = root.Attr("BaseLoc")
	}
	for _, group := range root.Kids {
		for _, n := range group.Kids {
			r.addOne(n, base, dir)
		}
	}
}

func (r *resources) addOne(n *xmltree.Node, base, dir string) {
	id := n.Attr("ID")
	if id == "" {
		return
	}
	switch n.Name {
	case "Font":
		r.fonts[id] = r.font(n, base, dir)
	case "MultiMedia":
		file, _ := r.c.resolve(location(n, "MediaFile"), base, dir, r.dir, r.dir+"/Res")
		r.media[id] = medium{n.Attr("Type"), strings.ToLower(n.Attr("Format")), file}
	case "DrawParam":
		r.params[id] = n
	case "ColorSpace":
		r.spaces[id] = n
	case "CompositeGraphicUnit", "CompositeGraphUnit":
		r.composites[id] = n
	}
}

func (r *resources) font(n *xmltree.Node, base, dir string) *Font {
	f := &Font{
		Name: n.Attr("FontName"), Family: n.Attr("FamilyName"),
		Bold: yes(n.Attr("Bold")) || boldName(n.Attr("FontName")), Italic: yes(n.Attr("Italic")),
		Fixed: yes(n.Attr("FixedWidth")),
	}
	if file, ok := r.c.resolve(location(n, "FontFile"), base, dir, r.dir, r.dir+"/Res"); ok {
		f.Data = func() ([]byte, error) { return r.c.read(file) }
	}
	return f
}

func yes(s string) bool { return strings.EqualFold(s, "true") || s == "1" }

// boldName tells a bold face by its name, as makers that convert from PDF leave
// the attribute out.
func boldName(name string) bool {
	return strings.Contains(strings.ToLower(name), "bold") || strings.Contains(name, "粗")
}
