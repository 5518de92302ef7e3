package dev.parley.screening;

import dev.parley.model.Addition;
import dev.parley.model.Attribute;
import dev.parley.model.Features;
import dev.parley.model.Scores;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The judgement of the models on a draft: the fast models, a second opinion where they doubt, and
 * the site's own model.
 *
 * @param features of the text, as the models read them
 * @param first the scores of the fast models, when there is a second opinion
 * @param reconsidered the attributes that the second opinion was on
 * @param missing why a second opinion is missing that was asked for
 * @param learnt the attributes whose score is the site's own, with the addition to the shipped one
 * @param siteModel the version of the site's own model; 0 without one
 * @param siteModelMissing why the site's own model is unavailable; empty when it was used or there
 *     is none
 */
public record Judgement(
    Features features,
    Scores scores,
    Optional<Scores> first,
    Set<Attribute> reconsidered,
    Optional<String> missing,
    Map<Attribute, Addition> learnt,
    int siteModel,
    Optional<String> siteModelMissing) {}
