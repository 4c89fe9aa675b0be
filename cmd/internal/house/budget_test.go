package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// The budget that keeps files and functions small enough to be read at a sitting.
const (
	maxFileLines   = 400
	maxUILines     = 250
	maxFuncLines   = 60
	maxParameters  = 4
	maxBranches    = 15
	maxMedianLines = 10
)

const root = "../../.."

// sources gives every Go file that is not a test.
func sources(t *testing.T) []string {
	t.Helper()
	var out []string
	for _, top := range []string{"archive", "assets", "cmd", "store", "ui"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return filepath.SkipDir
			}
			if strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, "_test.go") {
				out = append(out, p)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func TestCodeBudget(t *testing.T) {
	var lengths []int
	for _, path := range sources(t) {
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		limit := maxFileLines
		if strings.HasPrefix(path, filepath.Join(root, "ui")) {
			limit = maxUILines
		}
		if n := fset.File(f.Pos()).LineCount(); n > limit {
			t.Errorf("%s has %d lines, at most %d", path, n, limit)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				lengths = append(lengths, checkFunc(t, fset, fn))
			}
		}
	}
	sort.Ints(lengths)
	if m := lengths[len(lengths)/2]; m > maxMedianLines {
		t.Errorf("the median function has %d lines, at most %d", m, maxMedianLines)
	}
}

// checkFunc checks one function and returns its length in lines.
func checkFunc(t *testing.T, fset *token.FileSet, fn *ast.FuncDecl) int {
	t.Helper()
	pos := fset.Position(fn.Pos())
	lines := fset.Position(fn.End()).Line - pos.Line + 1
	if lines > maxFuncLines {
		t.Errorf("%s: %s has %d lines, at most %d", pos, fn.Name.Name, lines, maxFuncLines)
	}
	if fn.Name.Name == "init" && fn.Recv == nil {
		t.Errorf("%s: no init functions", pos)
	}
	n := 0
	for _, p := range fn.Type.Params.List {
		n += max(1, len(p.Names))
		if s, ok := p.Type.(*ast.SelectorExpr); ok && s.Sel.Name == "Context" {
			n-- // a context is no parameter of the matter
		}
	}
	if n > maxParameters {
		t.Errorf("%s: %s has %d parameters, at most %d", pos, fn.Name.Name, n, maxParameters)
	}
	if b := branches(fn); b > maxBranches {
		t.Errorf("%s: %s has a cyclomatic complexity of %d, at most %d", pos, fn.Name.Name, b, maxBranches)
	}
	return lines
}

// branches gives the cyclomatic complexity.
func branches(fn *ast.FuncDecl) int {
	n := 1
	ast.Inspect(fn, func(node ast.Node) bool {
		switch v := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if v.List != nil {
				n++
			}
		case *ast.CommClause:
			n++
		case *ast.BinaryExpr:
			if v.Op == token.LAND || v.Op == token.LOR {
				n++
			}
		case *ast.FuncLit:
			return false
		}
		return true
	})
	return n
}

// TestPackagesAreDocumented: every package says in its doc.go what it is.
func TestPackagesAreDocumented(t *testing.T) {
	dirs := make(map[string]bool)
	for _, path := range sources(t) {
		dirs[filepath.Dir(path)] = true
	}
	for dir := range dirs {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, "doc.go"), nil, parser.PackageClauseOnly|parser.ParseComments)
		if err != nil || f.Doc == nil {
			t.Errorf("%s has no doc.go with a package comment", dir)
		}
	}
}
