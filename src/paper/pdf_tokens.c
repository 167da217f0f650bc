/* Reading content streams token by token. Takes anything for input: what is no PDF syntax comes out as operators that nobody knows. */
#include "paper/pdf_tokens.h"

#include "base/buffer.h"

static bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c) {
    return c == '(' || c == ')' || c == '<' || c == '>' || c == '[' || c == ']' || c == '{' || c == '}' || c == '/' || c == '%';
}

static void advance(Tokens *t, size_t n) {
    t->rest = text_slice(t->rest, n, SIZE_MAX);
}

static void skip_space(Tokens *t) {
    size_t i = 0;
    while (i < t->rest.len) {
        if (is_space(t->rest.ptr[i])) i++;
        else if (t->rest.ptr[i] == '%') {
            while (i < t->rest.len && t->rest.ptr[i] != '\n' && t->rest.ptr[i] != '\r') i++;
        } else break;
    }
    advance(t, i);
}

static int hex_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/* "\n", "\053", an escaped line end; `*i` stands behind the backslash and moves on. */
static void put_escape(Buffer *out, Text s, size_t *i) {
    char c = s.ptr[*i];
    ++*i;
    switch (c) {
    case 'n': buffer_put_char(out, '\n'); return;
    case 'r': buffer_put_char(out, '\r'); return;
    case 't': buffer_put_char(out, '\t'); return;
    case 'b': buffer_put_char(out, '\b'); return;
    case 'f': buffer_put_char(out, '\f'); return;
    case '\r':
        if (*i < s.len && s.ptr[*i] == '\n') ++*i;
        return;
    case '\n': return;
    default: break;
    }
    if (c < '0' || c > '7') {
        buffer_put_char(out, c);
        return;
    }
    int code = c - '0';
    for (int digits = 1; digits < 3 && *i < s.len && s.ptr[*i] >= '0' && s.ptr[*i] <= '7'; digits++)
        code = code * 8 + (s.ptr[(*i)++] - '0');
    buffer_put_char(out, (char)(code & 0xff));
}

static Token literal_string(Tokens *t) {
    Buffer out = buffer_new(t->arena, 64);
    Text s = t->rest;
    size_t i = 1;
    for (int depth = 1; i < s.len && depth > 0;) {
        char c = s.ptr[i++];
        if (c == '\\') {
            if (i < s.len) put_escape(&out, s, &i);
            continue;
        }
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth > 0) buffer_put_char(&out, c);
    }
    advance(t, i);
    return (Token){.kind = TOKEN_STRING, .text = buffer_text(&out)};
}

static Token hex_string(Tokens *t) {
    Buffer out = buffer_new(t->arena, 64);
    size_t i = 1;
    int high = -1;
    for (; i < t->rest.len && t->rest.ptr[i] != '>'; i++) {
        int digit = hex_of(t->rest.ptr[i]);
        if (digit < 0) continue;
        if (high < 0) high = digit;
        else {
            buffer_put_char(&out, (char)(high * 16 + digit));
            high = -1;
        }
    }
    if (high >= 0) buffer_put_char(&out, (char)(high * 16));
    advance(t, i + 1);
    return (Token){.kind = TOKEN_STRING, .text = buffer_text(&out)};
}

static bool number_of(Text t, double *out) {
    double value = 0, place = 1;
    bool is_negative = false, has_point = false, has_digit = false;
    for (size_t i = 0; i < t.len; i++) {
        char c = t.ptr[i];
        if ((c == '-' || c == '+') && i == 0) is_negative = c == '-';
        else if (c == '.' && !has_point) has_point = true;
        else if (c >= '0' && c <= '9') {
            has_digit = true;
            if (has_point) value += (c - '0') * (place /= 10);
            else if (value < 1e12) value = value * 10 + (c - '0');
        } else if (c == '-' && has_digit) break; /* "12-3": some programs write it, readers stop at the sign */
        else return false;
    }
    *out = is_negative ? -value : value;
    return has_digit;
}

static Token word(Tokens *t) {
    size_t i = t->rest.ptr[0] == '/' ? 1 : 0;
    bool is_name = i == 1;
    while (i < t->rest.len && !is_space(t->rest.ptr[i]) && !is_delimiter(t->rest.ptr[i])) i++;
    if (i == 0) i = 1;
    Token token = {.kind = is_name ? TOKEN_NAME : TOKEN_OPERATOR, .text = text_slice(t->rest, 0, i)};
    if (!is_name && number_of(token.text, &token.number)) token.kind = TOKEN_NUMBER;
    advance(t, i);
    return token;
}

static Token bracket(Tokens *t, TokenKind kind, size_t len) {
    Token token = {.kind = kind, .text = text_slice(t->rest, 0, len)};
    advance(t, len);
    return token;
}

Token token_next(Tokens *t) {
    skip_space(t);
    if (t->rest.len == 0) return (Token){.kind = TOKEN_END};
    char c = t->rest.ptr[0], next = t->rest.len > 1 ? t->rest.ptr[1] : 0;
    if (c == '(') return literal_string(t);
    if (c == '<' && next != '<') return hex_string(t);
    if (c == '<') return bracket(t, TOKEN_OPEN, 2);
    if (c == '>') return bracket(t, TOKEN_CLOSE, next == '>' ? 2 : 1);
    if (c == '[') return bracket(t, TOKEN_OPEN, 1);
    if (c == ']') return bracket(t, TOKEN_CLOSE, 1);
    return word(t);
}

void tokens_skip_image(Tokens *t) {
    for (size_t i = 1; i + 1 < t->rest.len; i++) {
        bool ends = i + 2 >= t->rest.len || is_space(t->rest.ptr[i + 2]);
        if (t->rest.ptr[i] == 'E' && t->rest.ptr[i + 1] == 'I' && is_space(t->rest.ptr[i - 1]) && ends) {
            advance(t, i + 2);
            return;
        }
    }
    t->rest = (Text){0};
}
