package dev.parley.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A line of Parley's own archive.
 *
 * @param kind what it is, by the name of its table
 * @param row its values, by the names of the columns
 * @param number counted from 1
 */
public record ParleyLine(String kind, ObjectNode row, int number) {}
