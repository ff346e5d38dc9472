#include <array>

#include "domain/safety/answer/cue.hpp"

namespace aurawell::safety {

namespace {

constexpr auto english_cue_lists = std::to_array<cue_words>({
    {cue::neutral,
     "dont worry|do not worry|dont panic|do not panic|dont be|do not be|dont forget|do not forget|"
     "dont hesitate|do not hesitate|no matter|not only|why not|not sure|dont feel|do not feel|"
     "dont delay|do not delay|dont ignore|do not ignore|not just|if possible|if you can|"
     "if needed|if available|pharmacist|pharmacy|medicine cabinet|medicine chest|"
     "if you have any|if you like|pain medicine clinic|give up|stop by"},
    {cue::denial,
     "do not|dont|never|must not|mustnt|should not|shouldnt|cannot|cant|can not|avoid|avoiding|"
     "refrain from|instead of|rather than|nobody should|no one should|what not to do|not to|"
     "youre not to|dont ever"},
    {cue::denial_here,
     "does not|doesnt|not|no|without|nor|isnt|arent|wont|will not|did not|didnt|too late to|"
     "prevent|wasnt|neither"},
    {cue::instead,
     "but|instead|then|and then|rather|so|go ahead and|you can|you may|you could|you should|its "
     "fine to|it is fine to|please"},
    {cue::condition,
     "if|when|whenever|in case|once|before|unless|until|after|whether|while|those who|people who|"
     "anyone who|patients who|as soon as"},
    {cue::reported,
     "you asked|you ask|your question|you said|you say|you mentioned|you wrote|you told|you "
     "describe|you described|you wonder|wondering|you are asking|youre asking|asking whether|"
     "you want to know|you wanted to know|you are thinking|youre thinking|some people|many people|"
     "people think|people believe|people say|people used to|used to be|myth|myths|old advice|"
     "folk remedy|folk remedies|contrary to|common mistake|common mistakes|misconception|it was "
     "once|so-called|allegedly|i understand that|it sounds like you|you feel that|tempting|"
     "tempted|your doctor has|doctor has told|leaflet says|would mean"},
    {cue::harmful,
     "is dangerous|are dangerous|can be dangerous|dangerous|is harmful|harmful|does harm|can "
     "cause|may cause|could cause|can make it worse|makes it worse|make things worse|makes things "
     "worse|can damage|can injure|can trap|traps heat|traps the heat|can do more harm|more harm|"
     "is wrong|are wrong|risky|is risky|increases the risk|is not recommended|not recommended|"
     "no longer recommended|is outdated|should be avoided|must be avoided|does not help|doesnt "
     "help|do not help|never works|is not safe|not safe|unsafe|too dangerous|too risky|too late"},
    {cue::consult,
     "ask a|ask your|ask the|asking your|asking a|talk to|talking to|speak to|speak with|speaking "
     "to|speaking with|spoken to|spoken with|talked to|check with|checking with|consult|"
     "consulting|discuss|discussing|discussed|doctor may|doctor will|doctor can|doctor might|"
     "doctor says|doctor tells|doctor told|doctor decides|doctor decide|doctor advises|doctor "
     "advised|doctor agrees|doctor approves|doctor recommends|doctor wants|doctors advice|doctors "
     "guidance|doctors instructions|doctors okay|doctors ok|medical supervision|doctors "
     "supervision|under supervision|as directed|prescriber|call your doctor|contact your|call "
     "the|with your|by your|as your doctor|care team|surgeon|clinician|your provider|provider "
     "may|specialist|hospital team|medical advice|professional advice|told to|prescribed to you "
     "to|decided with|cardiologist|psychiatrist|seek medical|call your|see a doctor|"
     "emergency|dispatcher|poison control"},
    {cue::permitted,
     "you can|you may|you could|you should|you need to|you must|you have to|you "
     "are free to|youll want to|id|i would|i recommend|i suggest|i advise|its ok to|its okay to|"
     "it is ok to|it is okay to|its safe to|it is safe to|its fine to|it is fine to|fine to|safe "
     "to|okay to|ok to|best to|better to|try to|just|simply|please|go ahead and|and|then|first|"
     "also|next|now|so|today|immediately|feel free to|might want to|for now|temporarily|right "
     "away|to be safe|lets|he can|she can|they can|he should|she should|they should"},
    {cue::every,
     "every four hours|every 4 hours|every six hours|every 6 hours|every eight hours|every 8 "
     "hours|every 12 hours|every twelve hours|every 4-6 hours|every 4 to 6 hours|every 6-8 hours|"
     "every 6 to 8 hours|every few hours|times a day|times daily|twice a day|twice daily|once a "
     "day|once daily|three times|a day|per day|daily|every hour|every day|per dose|at bedtime|"
     "every 4-6|every 6-8|each day"},
    {cue::mass,
     "mg|mgs|milligram|milligrams|mcg|μg|µg|ug|microgram|micrograms|mg/kg|mg per kg|mg per "
     "kilogram"},
    {cue::gram, "g|gr|gram|grams"},
    {cue::volume,
     "ml|mls|milliliter|milliliters|millilitre|millilitres|cc|teaspoon|teaspoons|tsp|tablespoon|"
     "tablespoons|tbsp|spoonful|spoonfuls|teaspoonful"},
    {cue::tablet,
     "tablet|tablets|tab|tabs|pill|pills|capsule|capsules|caplet|caplets|suppository|"
     "suppositories|lozenge|sachets of paracetamol"},
    {cue::spray,
     "puff|puffs|drop|drops|unit|units|iu|spray|sprays|dose|doses|sachet|sachets|ampoule"},
    {cue::meter,
     "mg/dl|mg/l|g/l|g/dl|mmol|mmol/l|mg per dl|mg per deciliter|mcg/l|ng/ml|pg/ml|ml/min|iu/l|u/l|"
     "units per week|units a week|units of alcohol|g/m2|mg/mmol|ml/kg/h"},
    {cue::take,
     "take|takes|give|gives|swallow|chew|use|try|inject|inhale|start with|repeat|start|have"},
    {cue::taken,
     "took|have taken|has taken|had taken|youve taken|already taken|was taken|are taking|youre "
     "taking|is taking|been taking|were taking|keep taking|continue taking|after taking|since "
     "taking|contains|contain|comes in|swallowed|you take|have had|has had|had|ate|been on|are "
     "on|is on|were "
     "on|currently on|already on|your current|your usual|you use|prescribed dose|your "
     "prescribed|you were prescribed|was prescribed|were prescribed|drank|overdosed|ingested"},
    {cue::at_most,
     "more than|over|exceed|exceeding|at most|maximum|limit|up to|above|higher than|daily maximum"},
    {cue::stop,
     "stop taking|stop using|stop|quit taking|discontinue|come off|get off|go off|skip|halve|"
     "double|drop|pause|hold off on|cease taking|leave out|double up on|cut back on|reduce|lower|"
     "cut down on|cut"},
    {cue::taken, "you already take|you currently take|you now take|you are already on"},
    {cue::reported,
     "you would rather|i know that you|i know you|you may want to|you might want to wait"},
    {cue::wait, "safely stay at home|safely stay home"},
    {cue::no_worry,
     "ambulance isnt necessary|ambulance is not necessary|ambulance isnt needed|ambulance is not "
     "needed|hospital isnt necessary|hospital is not necessary|hospital visit isnt necessary"},
    {cue::make, "make|get|get the|get a|force|have|help|try to make|try to get"},
    {cue::vomit, "vomit|throw up|be sick|throw it up|bring it up"},
    {cue::needless,
     "dont think you need to|dont think you need|do not think you need to|dont think you have to|"
     "dont believe you need to|doubt you need to|dont see a reason to|unlikely to need|unlikely "
     "that "
     "you need to|shouldnt need to|should not need to|shouldnt need|can do without|fine without|"
     "okay without|ok without|manage without|well without|without needing to"},
    {cue::no_worry,
     "passes on its own|pass on its own|go away on its own|goes away on its own|resolve on its own|"
     "resolves on its own|settle on its own|settles on its own"},
    {cue::forbid,
     "do not|dont|never|should not|shouldnt|must not|mustnt|avoid|no one should|nobody should"},
    {cue::reaction,
     "rash|hives|allergic|allergy|swelling|side effect|side effects|reaction|bleeding|swell|"
     "swells|overdose|poisoning|jaundice|itching|anaphylaxis"},
    {cue::needless,
     "no need to|no need for|dont need to|dont need an|dont need a|dont need the|dont need|do not "
     "need to|do not need an|do not need a|do not need|doesnt need to|doesnt need an|doesnt need|"
     "does not need to|does not need an|does not need|not need to|neednt|need not|dont have to|do "
     "not have to|doesnt have to|does not have to|not necessary to|isnt necessary to|unnecessary "
     "to|no reason to|wont need to|wont need an|wont need|not need an|not need|theres no need "
     "to|no point in|dont bother|do not bother|not worth"},
    {cue::help,
     "see a doctor|see the doctor|see your doctor|see anyone|doctor|a doctor|medical attention|"
     "medical help|medical care|medical treatment|seek help|seek care|seek medical|urgent care|"
     "be seen|get checked|get it checked|get this checked|professional help|clinic|call anyone|"
     "call for help|calling for help|call anybody|emergency care|checked out|medical evaluation|"
     "emergency treatment|gp|be examined|be evaluated"},
    {cue::help,
     "ambulance|hospital|emergency room|er|e r|emergency department|emergency services|"
     "call 911|call 112|call 999|call 120|dial 911|dial 112|dial 999|dial 120|phone 911|"
     "phone 112|phone 999|phone 120|ring 911|ring 112|ring 999|ring 120|calling 911|"
     "calling 112|calling 999|calling 120|call 988|911|a&e|ed|poison control|poison centre|"
     "poison center|emergency number|emergency line|crisis line|emergency call"},
    {cue::grave_help,
     "ambulance|hospital|emergency room|er|emergency department|emergency services|call 911|"
     "call 112|call 999|call 120|dial 911|dial 112|dial 999|dial 120|phone 911|phone 112|"
     "phone 999|phone 120|ring 911|ring 112|ring 999|ring 120|calling 911|calling 112|"
     "calling 999|calling 120|call 988|911|a&e|poison control|crisis line|emergency number"},
    {cue::no_worry,
     "nothing to worry about|no cause for concern|no cause for alarm|no reason to worry|not an "
     "emergency|isnt an emergency|nothing serious|not serious|isnt serious|not dangerous|isnt "
     "dangerous|completely harmless|perfectly harmless|is harmless|nothing to be concerned "
     "about|perfectly normal and harmless|not a medical emergency|is not urgent|isnt urgent"},
    {cue::wait,
     "wait and see|wait it out|watch and wait|wait until tomorrow|wait till tomorrow|wait for "
     "tomorrow|wait until the morning|wait until morning|wait till morning|wait until monday|sleep "
     "it off|sleep on it|get some sleep first|sleep first|go to sleep and see|go to "
     "bed and see|monitor it at home|monitor at home|monitor him at home|monitor her at home|"
     "monitor yourself at home|monitor the symptoms at home|monitor your symptoms at home|observe "
     "at home|watch it at home|wait a day|wait a few days|wait a couple of days|give it a few "
     "days|give it a day|see how you feel tomorrow|see how it is tomorrow|see how he is "
     "tomorrow|see how you feel in the morning|wait another day|wait a few hours|wait an hour|let "
     "him sleep|let her sleep|let them sleep"},
    {cue::harm,
     "induce vomiting|make him vomit|make her vomit|make them vomit|make yourself vomit|make the "
     "child vomit|make your child vomit|make the person vomit|make your son vomit|make your "
     "daughter vomit|make the baby vomit|get him to vomit|get her to vomit|get them to vomit|"
     "force vomiting|force yourself to vomit|force him to vomit|force her to vomit|trigger "
     "vomiting|provoke vomiting|make himself vomit|make yourself throw up|make him throw up|make "
     "her throw up|make them throw up|get him to throw up|fingers down the throat|finger down "
     "the throat|fingers down your throat|finger down your throat|finger down his throat|finger "
     "down her throat|fingers down his throat|fingers down her throat|syrup of ipecac|ipecac|suck "
     "out the venom|suck the venom|suck out the poison|suck the poison|suck the wound|cut "
     "the bite|cut open the bite|cut into the bite|cut across the bite|pop the blister|pop the "
     "blisters|pop any blisters|prick the blister|prick the blisters|burst the blister|burst the "
     "blisters|alcohol rub|alcohol sponge|alcohol bath|rub him with alcohol|rub her with "
     "alcohol|rub the body with alcohol|rub them with alcohol|rub alcohol on|sponge with "
     "alcohol|rub the child with alcohol|rub the skin with alcohol|milk to neutralise|milk to "
     "neutralize|milk to dilute|hold the tongue|hold his tongue|hold her tongue"},
    {cue::put, "put|place|insert|stick|push|wedge|force|jam|shove|slip|bite down on|bite on"},
    {cue::thing,
     "something|a spoon|spoon|wooden spoon|cloth|towel|belt|wallet|stick|pencil|pen|object|an "
     "object|finger|fingers|your fingers|rolled cloth|something soft|something hard"},
    {cue::mouth, "mouth|teeth|his teeth|her teeth|jaw"},
    {cue::apply, "apply|put|spread|rub|smear|cover|coat|dab|use"},
    {cue::remedy,
     "butter|toothpaste|egg white|egg whites|mayonnaise|mustard|soy sauce|tooth paste"},
    {cue::pull,
     "pull out|remove|take out|withdraw|pull|pulling out|take it out|take the|extract|get the"},
    {cue::pierced,
     "knife|the knife|blade|arrow|nail|impaled object|embedded object|embedded glass|piece of "
     "glass|penetrating object|stake|metal rod|shard|splinter of glass"},
    {cue::asleep,
     "unconscious|unresponsive|passed out|not awake|wont wake up|cant be woken|cannot be woken|"
     "not responding|lost consciousness|no longer responds|faints|has fainted"},
    {cue::feed,
     "give him water|give her water|give them water|give water|give some water|give sips|give a "
     "sip|give him something to drink|give her something to drink|give something to drink|give "
     "something to eat|give food|give him juice|give her juice|give them juice|give juice|give "
     "sugar water|give milk|give him milk|give her milk|give tea|give coffee|give him sugar "
     "water|give her sugar water|pour|give a "
     "drink|give him a drink|give her a drink|feed him|feed her|feed them|get him to drink|get "
     "her to drink|let him drink|let her drink|give them something to drink|give fluids by mouth|"
     "give him some water|give her some water|give them some water|sips of water|give small sips"},
    {cue::lethal, "lethal dose|lethal amount|fatal dose|fatal amount|enough to kill|deadly dose"},
});

}  // namespace

std::span<const cue_words> english_cues() noexcept {
  return english_cue_lists;
}

}  // namespace aurawell::safety
