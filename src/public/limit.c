/* Counting letters by the hour. */
#include "public/limit.h"

#include <pthread.h>

static const int64_t hour_us = INT64_C(3600) * 1000000;

static uint64_t hash_of(Text t) {
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < t.len; i++) h = (h ^ (unsigned char)t.ptr[i]) * 1099511628211u;
    return h;
}

static bool take(LetterLimit *limit, Text sender, Moment now) {
    if (now.us - limit->began.us >= hour_us || now.us < limit->began.us) *limit = (LetterLimit){.began = now};
    int *count = &limit->counts[hash_of(sender) % LIMIT_SENDERS];
    if (limit->all >= LIMIT_OF_ALL || *count >= LIMIT_OF_ONE) return false;
    limit->all++;
    *count += 1;
    return true;
}

bool limit_take(LetterLimit *limit, Text sender, Moment now) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    bool is_fine = take(limit, sender, now);
    pthread_mutex_unlock(&lock);
    return is_fine;
}
