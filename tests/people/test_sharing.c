/* The sharing agreement: its rules, and its pages for the clerk. */
#include "pages_world.h"

static void R16_the_latest_version_that_has_begun_is_in_force(void **state) {
    (void)state;
    SharingAgreement all[] = {
        {.id = {3}, .edition = S("3"), .from = day_of("2026-04-01")},
        {.id = {2}, .edition = S("2"), .from = day_of("2025-04-01")},
        {.id = {1}, .edition = S("1"), .from = day_of("2018-05-25"), .until = day_of("2025-12-31")},
    };
    SharingAgreementList list = {all, 3};
    assert_null(sharing_in_force(&list, day_of("2018-05-24")));
    assert_int_equal(sharing_in_force(&list, day_of("2018-05-25"))->id.n, 1);
    assert_int_equal(sharing_in_force(&list, day_of("2025-03-31"))->id.n, 1);
    assert_int_equal(sharing_in_force(&list, day_of("2025-04-01"))->id.n, 2);
    assert_int_equal(sharing_in_force(&list, day_of("2026-03-31"))->id.n, 2);
    assert_int_equal(sharing_in_force(&list, day_of("2026-04-01"))->id.n, 3);
    all[0].until = day_of("2026-04-30");
    all[1].until = day_of("2026-04-15");
    assert_null(sharing_in_force(&list, day_of("2026-05-01")));
}

static void R16_R17_how_an_organisation_stands(void **state) {
    (void)state;
    SharingAgreement in_force = {.id = {2}};
    SharingSignature signatures[] = {
        {.organisation = {5},
            .agreement = {1},
            .signed_on = day_of("2019-01-01"),
            .has_policies = true,
            .has_retention = true,
            .has_incident_reporting = true,
            .has_loss_controls = true},
        {.organisation = {5},
            .agreement = {2},
            .signed_on = day_of("2025-05-02"),
            .has_policies = true,
            .has_retention = true,
            .has_incident_reporting = true,
            .has_loss_controls = true},
        {.organisation = {6}, .agreement = {1}, .signed_on = day_of("2019-01-01")},
    };
    SharingSignatureList list = {signatures, 3};
    OrganisationId five = {5}, six = {6}, none = {0};
    assert_int_equal(sharing_standing(&in_force, &list, five, day_of("2025-05-01")), SHARING_OLDER);
    assert_int_equal(sharing_standing(&in_force, &list, five, day_of("2025-05-02")), SHARING_SIGNED);
    assert_int_equal(sharing_standing(&in_force, &list, six, day_of("2025-05-02")), SHARING_OLDER);
    assert_int_equal(sharing_standing(&in_force, &list, (OrganisationId){7}, day_of("2025-05-02")), SHARING_NOT_SIGNED);
    assert_int_equal(sharing_standing(&in_force, &list, none, day_of("2025-05-02")), SHARING_NOT_SIGNED);
    assert_int_equal(sharing_standing(NULL, &list, five, day_of("2025-05-02")), SHARING_NO_AGREEMENT);
    bool *const attested[] = {
        &signatures[1].has_policies, &signatures[1].has_retention, &signatures[1].has_incident_reporting, &signatures[1].has_loss_controls};
    for (int i = 0; i < 4; i++) { /* each of the four is needed */
        *attested[i] = false;
        assert_int_equal(sharing_standing(&in_force, &list, five, day_of("2025-05-02")), SHARING_UNATTESTED);
        *attested[i] = true;
    }
}

static void R16_versions_and_signatures_are_entered_by_the_clerk(void **state) {
    World *w = *state;
    Organisation police = {.name = S("Kent Police"), .kind = ORGANISATION_POLICE},
                 gone = {.name = S("Abolished"), .until = day_of("2020-01-01")};
    put(w, &organisation_record, &police);
    put(w, &organisation_record, &gone);
    Asked clerk = {.roles = CLERK, .id = 1};
    assert_error(ask(w, sharing_signature_new_show, clerk).error, ERROR_INPUT); /* a version first */
    assert_shows(ask(w, sharing_show, clerk), "No version of the sharing agreement is in force today");
    clerk.form = "title=Agreement&edition=Version 2&from=1 April 2025";
    assert_done(ask(w, sharing_agreement_new_save, clerk), "/office/sharing?notice=saved");
    assert_done(ask(w, sharing_agreement_new_save, clerk), "/office/sharing"); /* the button pressed twice */
    assert_int_equal(number_of(w, w->office, "select count(*) from sharing_agreement"), 1);
    clerk.form = "title=agreement&edition=version 2&from=1 April 2026";
    assert_refused(ask(w, sharing_agreement_new_save, clerk), "edition", "entered already");
    clerk.form = "title=Agreement&edition=Version 3&from=1 April 2026&until=31 March 2026";
    assert_refused(ask(w, sharing_agreement_new_save, clerk), "until", "The last day must be");
    clerk.form = NULL;
    Answer list = ask(w, sharing_show, clerk);
    assert_shows(list, "Not signed");
    assert_shows(list, "0 of 1 organisations");
    assert_does_not_show(list, "Abolished");
    clerk.form = "agreement=1&signatory=Chief Constable&signed_on=2 May 2099";
    assert_refused(ask(w, sharing_signature_new_save, clerk), "signed_on", "cannot be in the future");
    clerk.form = "agreement=1&signatory=Chief Constable&signed_on=2 May 2025&has_policies=yes&has_retention=yes&has_incident_reporting=yes";
    assert_done(ask(w, sharing_signature_new_save, clerk), "/office/organisations/1?notice=saved");
    clerk.form = "agreement=1&signatory=Somebody else&signed_on=3 May 2025";
    assert_refused(ask(w, sharing_signature_new_save, clerk), "agreement", "entered already");
    clerk.form = NULL;
    assert_shows(ask(w, sharing_show, clerk), "Attestation missing");
    Answer organisation = ask(w, organisation_show, clerk);
    assert_shows(organisation, "Missing: controls on loss");
    assert_error(ask(w, organisation_delete_ask, clerk).error, ERROR_INPUT);
    clerk.form = "version=1&agreement=1&signatory=Chief Constable&signed_on=2 May "
                 "2025&has_policies=yes&has_retention=yes&has_incident_reporting=yes&"
                 "has_loss_controls=yes";
    assert_done(ask(w, sharing_signature_edit_save, clerk), "/office/organisations/1?notice=saved");
    clerk.form = NULL;
    assert_shows(ask(w, sharing_show, clerk), "1 of 1 organisations");
    Answer auditor = ask(w, sharing_show, (Asked){.roles = AUDITOR});
    assert_shows(auditor, "Chief Constable");
    assert_does_not_show(auditor, "Add a version");
    clerk.form = "version=2";
    assert_done(ask(w, sharing_signature_delete_do, clerk), "/office/organisations/1?notice=deleted");
    assert_int_equal(number_of(w, w->office, "select count(*) from sharing_signature"), 0);
    assert_int_equal(number_of(w, w->office, "select count(*) from job"), 0); /* nothing of this is for the public side */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(R16_the_latest_version_that_has_begun_is_in_force),
        TEST(R16_R17_how_an_organisation_stands),
        TEST(R16_versions_and_signatures_are_entered_by_the_clerk),
    };
    return RUN("the sharing agreement", tests);
}
