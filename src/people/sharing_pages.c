/* Owns the pages of the sharing agreement (R16, R17): who has signed, its versions, and the signatures of an organisation. */
#include "people/pages.h"
#include "people/people.sql.h"
#include "people/sharing.view.h"

#define SHARING_URL S("/office/sharing")

static Page page_below(Office *office, Request *request, Text title) {
    Page page = office_page(office, request, "people", "%.*s", TEXT_ARG(title));
    page_breadcrumb(request->arena, &page, S("Sharing agreement"), SHARING_URL);
    return page;
}

/* ---- Who has signed ---- */

static int rank(const SharingLine *line) {
    return -(int)line->standing; /* what is missing stands first */
}

static void sort_lines(SharingLineList *lines) {
    for (size_t i = 1; i < lines->count; i++) {
        SharingLine line = lines->items[i];
        size_t at = i;
        for (; at > 0 && rank(&lines->items[at - 1]) > rank(&line); at--) lines->items[at] = lines->items[at - 1];
        lines->items[at] = line;
    }
}

static const SharingSignature *latest_signature(
    const SharingSignatureList *signatures, OrganisationId organisation, const SharingAgreement *preferred) {
    const SharingSignature *latest = NULL;
    for (size_t i = 0; i < signatures->count; i++) {
        const SharingSignature *signature = &signatures->items[i];
        if (signature->organisation.n != organisation.n) continue;
        if (preferred && signature->agreement.n == preferred->id.n) return signature;
        if (!latest) latest = signature;
    }
    return latest;
}

static Error *register_read(Office *office, Request *request, SharingRegister *out) {
    Arena *arena = request->arena;
    OrganisationList organisations;
    Date today = request_day(request);
    *out = (SharingRegister){.may_change = may_keep(office), .today = today};
    TRY(organisations_all(office->db, arena, &organisations));
    TRY(sharing_agreements(office->db, arena, &out->agreements));
    TRY(sharing_signatures(office->db, arena, &out->signatures));
    out->in_force = sharing_in_force(&out->agreements, today);
    out->lines = (SharingLineList){.items = ARENA_ARRAY(arena, SharingLine, organisations.count)};
    for (size_t i = 0; i < organisations.count; i++) {
        const Organisation *organisation = &organisations.items[i];
        if (!is_within(today, (Date){0}, organisation->until)) continue;
        SharingLine *line = &out->lines.items[out->lines.count++];
        *line = (SharingLine){.organisation = *organisation,
            .standing = sharing_standing(out->in_force, &out->signatures, organisation->id, today),
            .signature = latest_signature(&out->signatures, organisation->id, out->in_force)};
        out->signed_count += line->standing == SHARING_SIGNED;
    }
    sort_lines(&out->lines);
    return NULL;
}

Text attestations_shown(Arena *arena, const SharingSignature *signature) {
    const struct {
        bool is_there;
        const char *name;
    } attested[] = {{signature->has_policies, "data protection policies"}, {signature->has_retention, "retention and disposal"},
        {signature->has_incident_reporting, "incident reporting"}, {signature->has_loss_controls, "controls on loss"}};
    Buffer missing = buffer_new(arena, 100);
    for (size_t i = 0; i < sizeof attested / sizeof attested[0]; i++)
        if (!attested[i].is_there) buffer_putf(&missing, "%s%s", missing.len ? ", " : "Missing: ", attested[i].name);
    return missing.len ? buffer_text(&missing) : S("All four");
}

Error *organisation_sharing(Db *db, Arena *arena, OrganisationId organisation, Date day, OrganisationSharing *out) {
    SharingAgreementList agreements;
    SharingSignatureList signatures;
    TRY(sharing_agreements(db, arena, &agreements));
    TRY(sharing_signatures(db, arena, &signatures));
    *out = (OrganisationSharing){.in_force = sharing_in_force(&agreements, day), .has_agreement = agreements.count > 0};
    out->standing = sharing_standing(out->in_force, &signatures, organisation, day);
    out->lines.items = ARENA_ARRAY(arena, SignatureLine, signatures.count);
    for (size_t i = 0; i < signatures.count; i++) {
        if (signatures.items[i].organisation.n != organisation.n) continue;
        SignatureLine *line = &out->lines.items[out->lines.count++];
        line->signature = &signatures.items[i];
        for (size_t a = 0; a < agreements.count; a++)
            if (agreements.items[a].id.n == signatures.items[i].agreement.n) line->edition = agreements.items[a].edition;
    }
    return NULL;
}

Error *sharing_show(Office *office, Request *request, Response *response) {
    SharingRegister shown;
    TRY(register_read(office, request, &shown));
    Page page = office_page(office, request, "people", "Sharing agreement");
    View view = page_view(request, response, &page);
    office_sharing(&view, page, people_links(request->arena), &shown);
    return NULL;
}

/* ---- Versions of the agreement ---- */

static Error *agreement_rule(Tx *tx, void *value, Form *form) {
    const SharingAgreement *agreement = value;
    SharingAgreementList all;
    if (date_is_set(agreement->until) && date_compare(agreement->until, agreement->from) < 0)
        form_error(form, "until", "The last day must be the same as or after the first day");
    TRY(sharing_agreements(tx_db(tx), tx_arena(tx), &all));
    for (size_t i = 0; i < all.count; i++)
        if (all.items[i].id.n != agreement->id.n && text_equal_ignoring_case(all.items[i].edition, agreement->edition)
            && text_equal_ignoring_case(all.items[i].title, agreement->title))
            form_error(form, "edition", "This version is entered already. Enter another version, or change that entry");
    return NULL;
}

static Error *agreement_page(Office *office, Request *request, Response *response, const Form *form, const SharingAgreement *agreement) {
    Page page = page_below(office, request, agreement->id.n ? S("Change a version") : S("Add a version"));
    page.form = form;
    if (form->error_count) change_refused(response);
    View view = page_view(request, response, &page);
    office_sharing_agreement_form(&view, page, agreement);
    return NULL;
}

static Error *agreement_of_request(Office *office, Request *request, SharingAgreement *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &sharing_agreement_record, id, out);
}

Error *sharing_agreement_new_show(Office *office, Request *request, Response *response) {
    SharingAgreement agreement = {0};
    Form form = form_show(request->arena, &sharing_agreement_record);
    return agreement_page(office, request, response, &form, &agreement);
}

static Error *agreement_save(Office *office, Request *request, Response *response, SharingAgreement *agreement) {
    Form form = form_read(request->arena, &sharing_agreement_record, request->form, office->roles, NULL, agreement);
    Error *error = change_save(office, request, &sharing_agreement_record, agreement, &form, agreement_rule);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = page_below(office, request, S("Change a version"));
        return respond_conflict(office, request, response, &page, &sharing_agreement_record, agreement, SHARING_URL);
    }
    TRY(error);
    if (!form_is_fine(&form)) return agreement_page(office, request, response, &form, agreement);
    respond_done(request, response, SHARING_URL, "saved");
    return NULL;
}

Error *sharing_agreement_new_save(Office *office, Request *request, Response *response) {
    SharingAgreement agreement = {0};
    return agreement_save(office, request, response, &agreement);
}

Error *sharing_agreement_edit_show(Office *office, Request *request, Response *response) {
    SharingAgreement agreement;
    TRY(agreement_of_request(office, request, &agreement));
    Form form = form_show(request->arena, &sharing_agreement_record);
    return agreement_page(office, request, response, &form, &agreement);
}

Error *sharing_agreement_edit_save(Office *office, Request *request, Response *response) {
    SharingAgreement agreement;
    TRY(agreement_of_request(office, request, &agreement));
    return agreement_save(office, request, response, &agreement);
}

/* ---- Signatures of an organisation ---- */

static Error *signature_rule(Tx *tx, void *value, Form *form) {
    const SharingSignature *signature = value;
    SharingSignature other;
    Date today;
    bool found = false;
    moment_to_london(tx_moment(tx), &today, NULL);
    if (date_compare(signature->signed_on, today) > 0) form_error(form, "signed_on", "The day of the signature cannot be in the future");
    TRY(sharing_signature_same(tx_db(tx), tx_arena(tx), signature->organisation, signature->agreement, signature->id.n, &other, &found));
    if (found) form_error(form, "agreement", "A signature under this version is entered already. Change that entry instead");
    return NULL;
}

static Error *signature_page(
    Office *office, Request *request, Response *response, const Form *form, const SharingSignature *signature, Text organisation) {
    Arena *arena = request->arena;
    SharingAgreementList agreements;
    OptionList options = {0};
    TRY(sharing_agreements(office->db, arena, &agreements));
    for (size_t i = 0; i < agreements.count; i++) {
        const SharingAgreement *a = &agreements.items[i];
        option_add(arena, &options, a->id.n, text_format(arena, "%.*s, %.*s", TEXT_ARG(a->title), TEXT_ARG(a->edition)));
    }
    Page page = page_below(
        office, request, text_format(arena, signature->id.n ? "Change a signature of %.*s" : "Signature of %.*s", TEXT_ARG(organisation)));
    page.form = form;
    if (form->error_count) change_refused(response);
    View view = page_view(request, response, &page);
    office_sharing_signature_form(&view, page, signature, options);
    return NULL;
}

static Error *signature_save(Office *office, Request *request, Response *response, SharingSignature *signature, Text organisation) {
    Form form = form_read(request->arena, &sharing_signature_record, request->form, office->roles, NULL, signature);
    Text back = organisation_url(request->arena, signature->organisation);
    Error *error = change_save(office, request, &sharing_signature_record, signature, &form, signature_rule);
    if (error && error->kind == ERROR_CONFLICT) {
        Page page = page_below(office, request, S("Change a signature"));
        return respond_conflict(office, request, response, &page, &sharing_signature_record, signature, back);
    }
    TRY(error);
    if (!form_is_fine(&form)) return signature_page(office, request, response, &form, signature, organisation);
    respond_done(request, response, back, "saved");
    return NULL;
}

static Error *organisation_of_request(Office *office, Request *request, Organisation *out) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    return record_get(office->db, request->arena, &organisation_record, id, out);
}

Error *sharing_signature_new_show(Office *office, Request *request, Response *response) {
    Organisation organisation;
    SharingAgreementList agreements;
    TRY(organisation_of_request(office, request, &organisation));
    TRY(sharing_agreements(office->db, request->arena, &agreements));
    if (agreements.count == 0) /* first things first */
        return error_new(
            request->arena, ERROR_INPUT, "No version of the sharing agreement is entered yet. Enter it first, then its signatures.");
    const SharingAgreement *in_force = sharing_in_force(&agreements, request_day(request));
    SharingSignature signature = {.organisation = organisation.id};
    if (in_force) signature.agreement = in_force->id;
    Form form = form_show(request->arena, &sharing_signature_record);
    return signature_page(office, request, response, &form, &signature, organisation.name);
}

Error *sharing_signature_new_save(Office *office, Request *request, Response *response) {
    Organisation organisation;
    TRY(organisation_of_request(office, request, &organisation));
    SharingSignature signature = {.organisation = organisation.id};
    return signature_save(office, request, response, &signature, organisation.name);
}

static Error *signature_of_request(Office *office, Request *request, SharingSignature *signature, Organisation *organisation) {
    int64_t id;
    TRY(request_id(request, 0, &id));
    TRY(record_get(office->db, request->arena, &sharing_signature_record, id, signature));
    return record_get(office->db, request->arena, &organisation_record, signature->organisation.n, organisation);
}

Error *sharing_signature_edit_show(Office *office, Request *request, Response *response) {
    SharingSignature signature;
    Organisation organisation;
    TRY(signature_of_request(office, request, &signature, &organisation));
    Form form = form_show(request->arena, &sharing_signature_record);
    return signature_page(office, request, response, &form, &signature, organisation.name);
}

Error *sharing_signature_edit_save(Office *office, Request *request, Response *response) {
    SharingSignature signature;
    Organisation organisation;
    TRY(signature_of_request(office, request, &signature, &organisation));
    return signature_save(office, request, response, &signature, organisation.name);
}

Error *sharing_signature_delete_ask(Office *office, Request *request, Response *response) {
    SharingSignature signature;
    Organisation organisation;
    TRY(signature_of_request(office, request, &signature, &organisation));
    Page page = page_below(office, request, text_format(request->arena, "Delete the signature of %.*s?", TEXT_ARG(organisation.name)));
    View view = page_view(request, response, &page);
    confirm_page(&view, page,
        (Confirmation){.question = page.title,
            .what_happens =
                S("Only delete a signature that was entered by mistake. Those who sit for this organisation may then no longer be "
                  "able to read restricted papers."),
            .button = "Delete the signature",
            .is_warning = true,
            .back = organisation_url(request->arena, organisation.id),
            .record = &signature});
    return NULL;
}

Error *sharing_signature_delete_do(Office *office, Request *request, Response *response) {
    SharingSignature signature;
    Organisation organisation;
    TRY(signature_of_request(office, request, &signature, &organisation));
    TRY(change_delete(office, request, &sharing_signature_record, &signature));
    respond_done(request, response, organisation_url(request->arena, organisation.id), "deleted");
    return NULL;
}
