/* Owns the slow lanes: a queue with a limit, and the threads behind it. */
#include "web/slow_lane.h"

#include <pthread.h>

#include "base/error.h"

struct SlowLane {
    SlowWorkers workers;
    pthread_mutex_t lock;
    pthread_cond_t work;
    SlowTask *first, **last;
    size_t waiting, running, most_waiting;
    bool is_ending;
    int thread_count;
    pthread_t threads[];
};

static SlowTask *next_task(SlowLane *lane) {
    pthread_mutex_lock(&lane->lock);
    while (!lane->first && !lane->is_ending) pthread_cond_wait(&lane->work, &lane->lock);
    SlowTask *task = lane->first;
    if (task) {
        lane->first = task->next;
        if (!lane->first) lane->last = &lane->first;
        lane->waiting--;
        lane->running++;
    }
    pthread_mutex_unlock(&lane->lock);
    return task;
}

static void *work(void *context) {
    SlowLane *lane = context;
    void *worker = lane->workers.begin(lane->workers.context);
    for (SlowTask *task = next_task(lane); task; task = next_task(lane)) {
        task->run(task, worker);
        pthread_mutex_lock(&lane->lock);
        lane->running--;
        pthread_mutex_unlock(&lane->lock);
    }
    lane->workers.end(worker);
    return NULL;
}

SlowLane *slow_lane_start(const char *name, int threads, size_t most_waiting, SlowWorkers workers) {
    SlowLane *lane = calloc(1, sizeof *lane + (size_t)threads * sizeof(pthread_t));
    CHECK(lane);
    lane->workers = workers;
    lane->most_waiting = most_waiting;
    lane->last = &lane->first;
    pthread_mutex_init(&lane->lock, NULL);
    pthread_cond_init(&lane->work, NULL);
    for (; lane->thread_count < threads; lane->thread_count++) {
        CHECK(pthread_create(&lane->threads[lane->thread_count], NULL, work, lane) == 0);
        pthread_setname_np(lane->threads[lane->thread_count], name);
    }
    return lane;
}

bool slow_lane_put(SlowLane *lane, SlowTask *task) {
    pthread_mutex_lock(&lane->lock);
    bool is_taken = !lane->is_ending && lane->waiting < lane->most_waiting;
    if (is_taken) {
        task->next = NULL;
        *lane->last = task;
        lane->last = &task->next;
        lane->waiting++;
        pthread_cond_signal(&lane->work);
    }
    pthread_mutex_unlock(&lane->lock);
    return is_taken;
}

size_t slow_lane_load(SlowLane *lane) {
    pthread_mutex_lock(&lane->lock);
    size_t load = lane->waiting + lane->running;
    pthread_mutex_unlock(&lane->lock);
    return load;
}

void slow_lane_stop(SlowLane *lane) {
    if (!lane) return;
    pthread_mutex_lock(&lane->lock);
    lane->is_ending = true;
    pthread_cond_broadcast(&lane->work);
    pthread_mutex_unlock(&lane->lock);
    for (int i = 0; i < lane->thread_count; i++) pthread_join(lane->threads[i], NULL);
}

void slow_lane_free(SlowLane *lane) {
    if (!lane) return;
    pthread_cond_destroy(&lane->work);
    pthread_mutex_destroy(&lane->lock);
    free(lane);
}
