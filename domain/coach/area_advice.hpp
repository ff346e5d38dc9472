#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/coach/briefing.hpp"

namespace aurawell::health {

/// Writes about energy, protein, the plate, water, and the effects of conditions and restrictions.
void write_diet(advice_text& out, const briefing& about);

/// Writes one bullet: grams per day if they may be given, and foods that this person eats.
void write_protein(advice_text& out, const assessment& person);

/// Writes about the heart-rate zone, a week's plan for the present level, steps, strength, and the
/// effects of conditions.
void write_exercise(advice_text& out, const briefing& about);

/// Writes one bullet: the zone in beats per minute, or the talk test when the zone would mislead.
void write_heart_rate(advice_text& out, const assessment& person);

/// Writes one bullet: the steps of a day against the goal, the person's own or the usual one of the
/// age; nothing if they are not known.
void write_steps(advice_text& out, const profile& user);

/// Writes about stress, worry and low mood: what to do today and this week, and when to get help.
void write_mind(advice_text& out, const briefing& about);

/// Writes how much sleep is needed and missing, when to go to bed, and what helps.
void write_sleep(advice_text& out, const briefing& about);

/// Hours that the person should sleep: their own goal, else the middle of the range for their age,
/// at most eight for adults.
double sleep_aim_hours(const assessment& person);

/// Missing hours per night: nothing if the sleep is not known, zero if it is enough.
std::optional<double> sleep_gap_hours(const assessment& person);

/// When to switch off the light for `hours` of sleep, with a quarter of an hour to fall asleep.
/// Both times in minutes after midnight.
int lights_out_minutes(int rise_minutes, double hours);

/// Whether the text names an everyday complaint: a headache, a cold, …
bool names_complaint(std::string_view folded_text);

/// Writes a section on the first complaint in the question, with the signs that need a doctor;
/// nothing if there is no complaint. Never writes a diagnosis, a drug or a dose.
void write_symptom(advice_text& out, const briefing& about);

/// Writes whom to ask about drugs, and not to change a drug without asking.
void write_medication(advice_text& out);

/// Writes about tiredness: sleep, stress and movement together, and when to see a doctor.
void write_tired(advice_text& out, const briefing& about);

/// Writes about BMI, the healthy range, the pace, and what to do when the weight stops changing.
void write_weight(advice_text& out, const briefing& about);

/// Writes one bullet on the daily energy, how it was computed and what was assumed; nothing if it
/// is not known or must not be given.
void write_energy(advice_text& out, const briefing& about);

/// A change of weight in a week: "0.5 公斤", "0.5 kg", "1.1 lb", in the person's units.
std::string pace_text(const advice_text& out, const profile& user, double kg_per_week);

}  // namespace aurawell::health
