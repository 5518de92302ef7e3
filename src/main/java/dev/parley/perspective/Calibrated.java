package dev.parley.perspective;

/**
 * A scale with what it was learnt from.
 *
 * @param language an ISO 639-1 code
 * @param texts how many texts both had scored
 * @param sameSide the share of these texts that both thresholds of .80 treat alike, in [0, 1]
 */
record Calibrated(
    PerspectiveAttribute attribute,
    String language,
    OldScale scale,
    int texts,
    double sameSide,
    String modelVersion) {}
