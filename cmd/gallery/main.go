package main

import (
	"context"
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

// options say what to draw.
type options struct {
	out, scene string
	fast       bool
}

func run(ctx context.Context, args []string) error {
	var o options
	f := flag.NewFlagSet("gallery", flag.ContinueOnError)
	f.StringVar(&o.out, "out", "build/gallery", "folder for the pictures")
	f.StringVar(&o.scene, "scene", "", "draw this one only")
	f.BoolVar(&o.fast, "fast", false, "light and large only")
	if err := f.Parse(args); err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	return draw(ctx, o)
}
