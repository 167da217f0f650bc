/* The commands, each in the file of its subject; app/commands.c is their table. */
#ifndef QUORATE_APP_COMMANDS_H
#define QUORATE_APP_COMMANDS_H

#include "app/command.h"

Error *command_init(Arena *arena, const Arguments *arguments);
Error *command_serve(Arena *arena, const Arguments *arguments);
Error *command_migrate(Arena *arena, const Arguments *arguments);
Error *command_user_add(Arena *arena, const Arguments *arguments);
Error *command_user_one_step(Arena *arena, const Arguments *arguments);
Error *command_deadline(Arena *arena, const Arguments *arguments);
Error *command_plan(Arena *arena, const Arguments *arguments);
Error *command_pack(Arena *arena, const Arguments *arguments);
Error *command_jobs(Arena *arena, const Arguments *arguments);
Error *command_rules(Arena *arena, const Arguments *arguments);
Error *command_doors(Arena *arena, const Arguments *arguments);
Error *command_verify(Arena *arena, const Arguments *arguments);
Error *command_backup(Arena *arena, const Arguments *arguments);
Error *command_restore(Arena *arena, const Arguments *arguments);
Error *command_import(Arena *arena, const Arguments *arguments);
Error *command_mail(Arena *arena, const Arguments *arguments);
Error *command_bounce(Arena *arena, const Arguments *arguments);
Error *command_key_show(Arena *arena, const Arguments *arguments);
Error *command_key_rotate(Arena *arena, const Arguments *arguments);
Error *command_key_export(Arena *arena, const Arguments *arguments);
Error *command_key_import(Arena *arena, const Arguments *arguments);

#endif
