package io.codemaster.executor.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * Where the work of an attempt starts.
 *
 * @param branch the short name of the branch that the change is pushed to
 * @param start the commit whose files are laid out
 * @param base the commit that the whole change is seen against
 * @param expected what the server must have at the branch when the push arrives: the zero id for nothing
 */
record StartPoint(String branch, ObjectId start, ObjectId base, ObjectId expected) {}
