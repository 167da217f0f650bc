/* Threads for work that must not stand in a page's way: changes, uploads, password hashing. A bounded queue stands before them. */
#ifndef QUORATE_WEB_SLOW_LANE_H
#define QUORATE_WEB_SLOW_LANE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct SlowTask SlowTask;
/* Part of a larger struct of the caller, who keeps it until `run` was called. */
struct SlowTask {
    /* `worker` is what the lane's `begin` gave for this thread. */
    void (*run)(SlowTask *task, void *worker);
    SlowTask *next;
};

/* What each thread of a lane has of its own. */
typedef struct {
    void *context;
    void *(*begin)(void *context);
    void (*end)(void *worker);
} SlowWorkers;

typedef struct SlowLane SlowLane;
SlowLane *slow_lane_start(const char *name, int threads, size_t most_waiting, SlowWorkers workers);
/* False when the queue is full or the lane is ending: the task was not taken. */
bool slow_lane_put(SlowLane *lane, SlowTask *task);
/* Tasks waiting or running. */
size_t slow_lane_load(SlowLane *lane);
/* Works off everything that waits, then ends the threads. NULL is fine. */
void slow_lane_stop(SlowLane *lane);
/* After slow_lane_stop, when nobody asks the lane for anything any more: until then it still refuses tasks and tells its load. */
void slow_lane_free(SlowLane *lane);

#endif
