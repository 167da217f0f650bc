/* The record that roads.sql speaks of. */
#ifndef QUORATE_TESTS_ROADS_H
#define QUORATE_TESTS_ROADS_H

#include "store/record.h"

typedef struct { int64_t n; } RoadId;
typedef struct {
    RoadId id;
    int64_t version;
    Text name;
    bool is_lit;
    Date opened;
    TimeOfDay sweeps;
    Moment checked;
    Pence cost;
    int64_t length;
} Road;
typedef struct { Road *items; size_t count; } RoadList;
extern const Record road_record;

#endif
