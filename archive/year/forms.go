package year

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"niandang/archive"
	"niandang/archive/bind"
)

// formKey is what the keys of sizes and captions of printed forms begin with:
// forms.stamp.width, forms.captions.stamp.department.
const formKey = "forms."

// FormPairs gives every size and caption of the printed forms as it is in force,
// in the order of the keys.
func (y *Year) FormPairs(s archive.Settings) ([]Pair, error) {
	all, err := bind.Forms(y.Forms, s.Forms, y.Paper)
	if err != nil {
		return nil, err
	}
	tree, err := treeOf(all)
	if err != nil {
		return nil, err
	}
	var out []Pair
	flatten(formKey, tree, &out)
	slices.SortFunc(out, func(a, b Pair) int { return strings.Compare(a.Key, b.Key) })
	return out, nil
}

// Pairs gives all settings and forms whose keys begin with a prefix. Of the forms,
// those that are as they came with the program are given only where the prefix
// asks for forms.
func (y *Year) Pairs(s archive.Settings, prefix string) ([]Pair, error) {
	all := SettingPairs(s)
	if prefix == strings.TrimSuffix(formKey, ".") || strings.HasPrefix(prefix, formKey) {
		var err error
		if all, err = y.FormPairs(s); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(all, func(p Pair) bool { return !strings.HasPrefix(p.Key, prefix) }), nil
}

// Value gives one setting, or one size or caption of a form.
func (y *Year) Value(s archive.Settings, key string) (string, error) {
	if !strings.HasPrefix(key, formKey) {
		return Setting(s, key)
	}
	pairs, err := y.FormPairs(s)
	if err != nil {
		return "", err
	}
	for _, p := range pairs {
		if p.Key == key {
			return p.Value, nil
		}
	}
	return "", archive.Fail(archive.CodeNotFound, "setting", nil, "key", key)
}

// setForm changes a size or caption of a form. What is as it came with the program
// is not kept, so that a later version's form comes through.
func (y *Year) setForm(ctx context.Context, key, value string) (archive.Event, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	old, err := y.Value(s, key)
	if err != nil && archive.ErrorCode(err) != archive.CodeNotFound {
		return archive.Event{}, err
	}
	path := formPath(key)
	own := deepCopy(s.Forms)
	if shipped, err := y.Value(withForms(s, nil), key); err == nil && shipped == value {
		return y.saveForms(ctx, s, removed(own, path), key+": "+old+" → "+value)
	}
	return y.saveForms(ctx, s, put(own, path, formValue(value, path)), key+": "+old+" → "+value)
}

// ResetForm takes a form, or a size or caption of one, back to what came with the
// program: forms, forms.stamp, forms.stamp.width.
func (y *Year) ResetForm(ctx context.Context, key string) (archive.Event, error) {
	s, err := y.Store.Settings(ctx)
	if err != nil {
		return archive.Event{}, err
	}
	own := deepCopy(s.Forms)
	if key == strings.TrimSuffix(formKey, ".") {
		own = nil
	} else if !strings.HasPrefix(key, formKey) {
		return archive.Event{}, archive.Fail(archive.CodeNotFound, "setting", nil, "key", key)
	}
	return y.saveForms(ctx, s, removed(own, formPath(key)), key+": ×")
}

func (y *Year) saveForms(ctx context.Context, s archive.Settings, own map[string]any, why string) (archive.Event, error) {
	b, err := json.Marshal(withForms(s, own))
	if err != nil {
		return archive.Event{}, fmt.Errorf("forms: %w", err)
	}
	return y.ImportSettings(ctx, b, why)
}

func withForms(s archive.Settings, own map[string]any) archive.Settings {
	s.Forms = own
	return s
}

// checkForms refuses forms that could not be set.
func checkForms(fsys fs.FS, s archive.Settings, words archive.Words) error {
	if fsys == nil || len(s.Forms) == 0 {
		return nil
	}
	_, err := bind.Forms(fsys, s.Forms, words)
	return err
}

// formPath takes a key apart. The names of captions and subjects have points of
// their own.
func formPath(key string) []string {
	path := strings.Split(strings.TrimPrefix(key, formKey), ".")
	if len(path) > 2 && (path[0] == "captions" || path[0] == "subjects") {
		path = []string{path[0], strings.Join(path[1:], ".")}
	}
	return path
}

// formValue reads what a person wrote: words for captions, subjects and colours,
// else a number, a list or yes and no.
func formValue(value string, path []string) any {
	var v any
	if path[0] == "captions" || path[0] == "subjects" || json.Unmarshal([]byte(value), &v) != nil {
		return value
	}
	return v
}

func deepCopy(m map[string]any) map[string]any {
	out := maps.Clone(m)
	for k, v := range out {
		if sub, ok := v.(map[string]any); ok {
			out[k] = deepCopy(sub)
		}
	}
	return out
}

// put sets a value in a tree, making what lies on the way.
func put(tree map[string]any, path []string, v any) map[string]any {
	if tree == nil {
		tree = make(map[string]any)
	}
	if len(path) == 1 {
		tree[path[0]] = v
		return tree
	}
	sub, _ := tree[path[0]].(map[string]any)
	tree[path[0]] = put(sub, path[1:], v)
	return tree
}

// removed takes a value out of a tree, and what is empty then.
func removed(tree map[string]any, path []string) map[string]any {
	if sub, ok := tree[path[0]].(map[string]any); ok && len(path) > 1 {
		if tree[path[0]] = removed(sub, path[1:]); len(sub) > 0 {
			return tree
		}
	}
	delete(tree, path[0])
	return tree
}
