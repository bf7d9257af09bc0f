// Package browser drives the product in a real Chromium, as a person would: it finds things by the words on the page,
// taps, types and looks, and counts what that took. Every page visited is checked for accessibility, for requests to
// other hosts, and for breaches of the content policy.
package browser
