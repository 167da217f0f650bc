/* Asking for email about meetings, without an account. */
#ifndef QUORATE_PUBLIC_SUBSCRIBE_H
#define QUORATE_PUBLIC_SUBSCRIBE_H

#include "public/contact.h"
#include "publish/published.h"
#include "web/components.h"

typedef enum { SUBSCRIPTION_CONFIRMED = 1, SUBSCRIPTION_STOPPED } SubscriptionDone;

/* What stands in the letterbox: {"email"} or {"key", "bodies"}. Pure. */
Text subscribe_json(Arena *arena, Text email);
Text subscription_json(Arena *arena, Text key, Text bodies);

#endif
