// Package i18n holds the words that people see, a folder for each language and a
// file for each area. Chinese is written first; English is complete.
package i18n
