// Package fonts holds the typefaces of window and paper: Noto Sans SC and Noto
// Serif SC, under the SIL Open Font License (OFL.txt). They cover GBK and more,
// so that no font of the machine is needed. Programs that set no type must not
// import it: it is large.
package fonts
