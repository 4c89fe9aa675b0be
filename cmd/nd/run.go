package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"

	"niandang/archive"
	"niandang/assets/i18n"
)

// Exit statuses.
const (
	exitDone     = 0
	exitFindings = 1 // done, and findings need a person
	exitFailed   = 2
)

// errFindings says that the work is done and findings need a person.
var errFindings = errors.New("findings need a person")

// cli is the whole command line; the fields' tags are its contract. Texts come
// from the translation files.
type cli struct {
	Library string `help:"${help_library}" env:"NIANDANG_LIBRARY" type:"path" placeholder:"DIR"`
	Lang    string `help:"${help_lang}" placeholder:"zh-Hans|en"`
	Who     string `help:"${help_who}" env:"NIANDANG_WHO" placeholder:"NAME"`
	Quiet   bool   `help:"${help_quiet}" short:"q"`

	Init     initCmd     `cmd:"" help:"${help_init}"`
	Collect  collectCmd  `cmd:"" help:"${help_collect}"`
	Status   statusCmd   `cmd:"" help:"${help_status}"`
	List     listCmd     `cmd:"" help:"${help_list}"`
	Edit     editCmd     `cmd:"" help:"${help_edit}"`
	Item     itemCmd     `cmd:"" help:"${help_item}"`
	Resolve  resolveCmd  `cmd:"" help:"${help_resolve}"`
	Undo     undoCmd     `cmd:"" help:"${help_undo}"`
	Appraise appraiseCmd `cmd:"" help:"${help_appraise}"`
	Decide   decideCmd   `cmd:"" help:"${help_decide}"`
	Confirm  confirmCmd  `cmd:"" help:"${help_confirm}"`
	Opening  openingCmd  `cmd:"" help:"${help_opening}"`
	Arrange  arrangeCmd  `cmd:"" help:"${help_arrange}"`
	Bind     bindCmd     `cmd:"" help:"${help_bind}"`
	Report   reportCmd   `cmd:"" help:"${help_report}"`
	Dispose  disposeCmd  `cmd:"" help:"${help_dispose}"`
	Transfer transferCmd `cmd:"" help:"${help_transfer}"`
	Verify   verifyCmd   `cmd:"" help:"${help_verify}"`
	Receipt  receiptCmd  `cmd:"" help:"${help_receipt}"`
	Search   searchCmd   `cmd:"" help:"${help_search}"`
	Schedule scheduleCmd `cmd:"" help:"${help_schedule}"`
	Settings settingsCmd `cmd:"" help:"${help_settings}"`
	Check    checkCmd    `cmd:"" help:"${help_check}"`
	Backup   backupCmd   `cmd:"" help:"${help_backup}"`
	Restore  restoreCmd  `cmd:"" help:"${help_restore}"`
	Demo     demoCmd     `cmd:"" help:"${help_demo}"`
}

// env is what a command has at hand.
type env struct {
	ctx    context.Context
	out    io.Writer
	errs   io.Writer
	words  archive.Words
	global *cli
}

func (e *env) say(id string, pairs ...string) string { return e.words.Say(archive.Say(id, pairs...)) }

// print writes a line to standard output.
func (e *env) print(id string, pairs ...string) { fmt.Fprintln(e.out, e.say(id, pairs...)) }

// note writes a line to standard error.
func (e *env) note(id string, pairs ...string) {
	if !e.global.Quiet {
		fmt.Fprintln(e.errs, e.say(id, pairs...))
	}
}

// run is the program: arguments in, exit status out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (status int) {
	words, err := wordsFor(languageOf(args))
	if err != nil {
		fmt.Fprintln(stderr, "nd:", err)
		return exitFailed
	}
	e := &env{ctx: ctx, out: stdout, errs: stderr, words: words, global: &cli{}}
	defer func() {
		if p := recover(); p != nil {
			status = e.fail(archive.Fail(archive.CodeInternal, "panic", fmt.Errorf("%v", p), "detail", fmt.Sprint(p)))
		}
	}()
	exited := -1
	parser, err := kong.New(e.global,
		kong.Name("nd"), kong.Description(words.Say(archive.Say("help.nd"))), kong.Vars(helpVars(words)),
		kong.Writers(stdout, stderr), kong.Exit(func(c int) { exited = c; panic(exit{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.Bind(e),
	)
	if err != nil {
		return e.fail(err)
	}
	kctx, err := parse(parser, args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		return e.fail(archive.Fail(archive.CodeInvalid, "usage", err, "detail", err.Error()))
	}
	return e.status(kctx.Run(e))
}

// exit is the panic by which kong's help ends parsing.
type exit struct{}

func parse(p *kong.Kong, args []string) (kctx *kong.Context, err error) {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(exit); !ok {
				panic(r)
			}
		}
	}()
	return p.Parse(args)
}

// status turns a command's error into the exit status; the only place that does.
func (e *env) status(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	}
	return e.fail(err)
}

func (e *env) fail(err error) int {
	message, hint := archive.ErrorMessage(e.words, err)
	fmt.Fprintln(e.errs, message)
	if hint != "" {
		fmt.Fprintln(e.errs, hint)
	}
	return exitFailed
}

func wordsFor(language string) (archive.Words, error) {
	if language == "" {
		language = i18n.System()
	}
	w, err := i18n.Words(language)
	return archive.Words(w), err
}

// languageOf finds --lang before the command line is parsed, since help needs it.
func languageOf(args []string) string {
	for i, a := range args {
		if a == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
		if v, ok := strings.CutPrefix(a, "--lang="); ok {
			return v
		}
	}
	return ""
}

// helpVars gives the help texts as kong takes them: help.schedule-try becomes
// ${help_schedule_try}.
func helpVars(w archive.Words) map[string]string {
	vars := make(map[string]string)
	for id, s := range w {
		if strings.HasPrefix(id, "help.") {
			vars[strings.NewReplacer(".", "_", "-", "_").Replace(id)] = s
		}
	}
	return vars
}
