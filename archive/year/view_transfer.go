package year

import (
	"context"
	"os"

	"niandang/archive"
	"niandang/archive/transfer"
	"niandang/archive/transfer/verify"
)

// TransferChoice is what a person says about a hand-over; empty fields take the
// settings.
type TransferChoice struct {
	Profile, Wrap, Form string
	HoldBack            bool   // leave items with errors behind
	Why                 string // the reason for warnings and items under review
}

func (c TransferChoice) options() transfer.Options {
	return transfer.Options{Profile: c.Profile, Wrap: c.Wrap, Form: c.Form, HoldBack: c.HoldBack, Why: c.Why}
}

// TransferView is a hand-over as it would be now.
type TransferView struct {
	Name        string
	Items       int
	Pages       int
	First, Last string // codes
	Checks      []CheckView
	Held        int // items with errors
	Warnings    int // that need a reason
	Blocked     error
}

// CheckView is one row of the four-property check, with the places that it is
// about. Its name is the text "check.<Code>".
type CheckView struct {
	Code   string
	Group  string // true, whole, usable, safe (真实性, 完整性, 可用性, 安全性), other
	Result string // pass, warning, fail, by_hand
	Lines  []CheckLine
}

// CheckLine is one fact of a check; Document is the document it is about, "" for
// none.
type CheckLine struct {
	Text     archive.Text
	Document string
}

// ViewTransfer checks what a transfer would hand over and writes nothing. What
// stops it is in the view; the error says that the checks could not run.
func (y *Year) ViewTransfer(ctx context.Context, year int, c TransferChoice) (TransferView, error) {
	plan, err := y.PlanTransfer(ctx, year, c.options())
	if plan == nil {
		return TransferView{Blocked: err}, unlessTold(err)
	}
	v := TransferView{Name: plan.Name, Items: len(plan.Items), Held: len(plan.Held), Warnings: plan.Warnings, Blocked: err}
	v.First, v.Last = plan.Span()
	at := make(map[string]string)
	note := func(it archive.Item) {
		at[it.Code], at[it.Title] = it.Document, it.Document
		for _, p := range it.Parts {
			at[p.Path] = it.Document
		}
	}
	for _, p := range plan.Items {
		v.Pages += p.Item.Pages
		note(p.Item)
	}
	for _, h := range plan.Held {
		note(h.Item)
	}
	for _, check := range plan.Checks {
		if check.Code != "held" {
			v.Checks = append(v.Checks, checkView(check.Code, string(check.Result), check.Texts(), at))
		}
	}
	if len(plan.Held) > 0 {
		held := CheckView{Code: "held", Group: verify.Property("held"), Result: "fail"}
		if c.HoldBack {
			held.Result = "warning"
		}
		for _, h := range plan.Held {
			for _, r := range h.Reasons {
				held.Lines = append(held.Lines, CheckLine{r, h.Item.Document})
			}
		}
		v.Checks = append(v.Checks, held)
	}
	return v, nil
}

// unlessTold lets errors that a person can act on stay in the view.
func unlessTold(err error) error {
	if code := archive.ErrorCode(err); code == archive.CodeBlocked || code == archive.CodeUnsupported {
		return nil
	}
	return err
}

func checkView(code, result string, details []archive.Text, at map[string]string) CheckView {
	v := CheckView{Code: code, Group: verify.Property(code), Result: result}
	for _, t := range details {
		line := CheckLine{Text: t}
		for _, key := range []string{"code", "path", "title"} {
			if id := at[t.Args[key]]; id != "" && line.Document == "" {
				line.Document = id
			}
		}
		v.Lines = append(v.Lines, line)
	}
	return v
}

// HandedOver says what a transfer made.
type HandedOver struct {
	Where, Form, Verdict string // the package, the registration form, the verification report
	Items, Files         int
	Bytes                int64
	Digest               string
}

// HandOver writes the package of a year into a folder, verified.
func (y *Year) HandOver(ctx context.Context, year int, dir string, c TransferChoice, p archive.Progress) (HandedOver, error) {
	r, err := y.Transfer(ctx, year, dir, c.options(), p)
	return HandedOver{r.Where, r.Form, r.Verdict, r.Items, r.Files, r.Bytes, r.Digest}, err
}

// TakeReceipt takes the archives' word on a package in, from its file.
func (y *Year) TakeReceipt(ctx context.Context, path string) (archive.Transfer, error) {
	f, err := os.Open(path)
	if err != nil {
		return archive.Transfer{}, archive.Fail(archive.CodeNotFound, "source", err, "path", path)
	}
	defer f.Close()
	r, err := verify.ReadReceipt(f)
	if err != nil {
		return archive.Transfer{}, err
	}
	return y.Receipt(ctx, r)
}
