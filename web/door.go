package web

import (
	"net/http"
	"strings"

	"groupwork/app"
	"groupwork/fault"
	"groupwork/people"
)

func (s *Site) health(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.Store.Health(r.Context()); err != nil {
		return fault.Wrap("web.health", err)
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n"))
	return nil
}

// deviceOf names a browser and its system, so that people know their own devices again.
func deviceOf(r *http.Request) string {
	ua := r.UserAgent()
	first := func(among ...string) string {
		for _, pair := range among {
			sign, name, _ := strings.Cut(pair, "=")
			if strings.Contains(ua, sign) {
				return name
			}
		}
		return ""
	}
	browser := first("Edg=Edge", "OPR=Opera", "SamsungBrowser=Samsung Internet", "Firefox=Firefox", "Chrom=Chrome", "CriOS=Chrome", "Safari=Safari")
	return joined(browser, first("Android=Android", "iPhone=iPhone", "iPad=iPad", "Windows=Windows", "Mac OS=Mac", "CrOS=Chromebook", "Linux=Linux"))
}

// enter sets the cookie and leads to the person's way in.
func (s *Site) enter(w http.ResponseWriter, r *http.Request, in app.Entered) error {
	http.SetCookie(w, &http.Cookie{Name: s.cookie(), Value: in.Token, Path: "/", HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	to := "/today"
	if in.Member {
		to = "/my"
	}
	http.Redirect(w, r, to, http.StatusSeeOther) // nothing was saved
	return nil
}

func (s *Site) showSignIn(w http.ResponseWriter, r *http.Request) error {
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.sign_in"), signInBody(p, app.SignIn{}))
}

func (s *Site) signIn(w http.ResponseWriter, r *http.Request) error {
	in := app.SignIn{Agency: r.PostFormValue("agency"), Email: r.PostFormValue("email"), Password: r.PostFormValue("password"), Device: deviceOf(r)}
	got, err := s.App.SignIn(r.Context(), in)
	if err == nil {
		return s.enter(w, r, got)
	}
	if !mendable(err) {
		return err
	}
	p := s.page(r).wrongly(err)
	return s.show(w, statusOf(err), p, p.Say("web.sign_in"), signInBody(p, in))
}

func (s *Site) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.SignOut(r.Context(), who(r)); err != nil {
		return err
	}
	http.SetCookie(w, &http.Cookie{Name: s.cookie(), Path: "/", MaxAge: -1, HttpOnly: true, Secure: s.Secure, SameSite: http.SameSiteLaxMode})
	w.Header().Set("Clear-Site-Data", `"cache"`)
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}

func (s *Site) demoSignIn(w http.ResponseWriter, r *http.Request) error {
	if !s.Demo {
		return fault.New(fault.Missing, "web.demoSignIn", "")
	}
	got, err := s.App.SignInAs(r.Context(), r.PathValue("agency"), people.ID(r.PathValue("person")), deviceOf(r))
	if err != nil {
		return err
	}
	return s.enter(w, r, got)
}

func (s *Site) showInvitation(w http.ResponseWriter, r *http.Request) error {
	v, err := s.App.Invitation(r.Context(), r.PathValue("agency"), r.PathValue("token"))
	if err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.invite"), inviteBody(p, v, ""))
}

func (s *Site) acceptInvitation(w http.ResponseWriter, r *http.Request) error {
	slug, token := r.PathValue("agency"), r.PathValue("token")
	in := app.AcceptInvitation{Email: r.PostFormValue("email"), Password: r.PostFormValue("password"), Device: deviceOf(r)}
	got, err := s.App.AcceptInvitation(r.Context(), slug, token, in)
	if err == nil {
		return s.enter(w, r, got)
	}
	if !mendable(err) {
		return err
	}
	v, loadErr := s.App.Invitation(r.Context(), slug, token)
	if loadErr != nil {
		return loadErr
	}
	p := s.page(r).wrongly(err)
	return s.show(w, statusOf(err), p, p.Say("web.invite"), inviteBody(p, v, in.Email))
}

func (s *Site) showSetUp(w http.ResponseWriter, r *http.Request) error {
	if err := s.App.SetUpStands(r.Context(), r.PathValue("token")); err != nil {
		return err
	}
	p := s.page(r)
	return s.show(w, http.StatusOK, p, p.Say("web.set_up"), setUpBody(p, app.SetUp{Language: p.Lang, Zone: "Europe/London"}))
}

func (s *Site) setUp(w http.ResponseWriter, r *http.Request) error {
	v := r.PostFormValue
	in := app.SetUp{Token: r.PathValue("token"), AgencyName: v("agency_name"), Slug: v("slug"), Language: v("language"), Zone: v("zone"), Called: v("called"), Email: v("email"), Password: v("password")}
	got, err := s.App.SetUp(r.Context(), in)
	if err == nil {
		return s.enter(w, r, got)
	}
	if !mendable(err) {
		return err
	}
	p := s.page(r).wrongly(err)
	return s.show(w, statusOf(err), p, p.Say("web.set_up"), setUpBody(p, in))
}
