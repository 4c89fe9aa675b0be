package main

/*
#include <langinfo.h>
#include <locale.h>
#include <string.h>

static void characters(void) {
	if (setlocale(LC_CTYPE, "") && !strcmp(nl_langinfo(CODESET), "UTF-8")) return;
	setlocale(LC_CTYPE, "C.UTF-8");
}
*/
import "C"

// characters makes what an input method commits arrive: X11 hands over only what
// the locale can write, and where the one that LANG names was never installed that
// is no Chinese, without a word of complaint. The toolkit keeps a locale that is
// set already.
func characters() { C.characters() }
