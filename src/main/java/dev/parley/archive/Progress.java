package dev.parley.archive;

/**
 * How far the reading of an archive has come.
 *
 * @param read bytes of its files, as they lie on the disk
 * @param all bytes that will be read in the end, each pass over the files counted
 */
public record Progress(long read, long all) {}
