package io.codemaster.query.codegen;

import io.codemaster.api.codegen.TreeRecord;

/** A file that a tree has different from the one before. */
record RunTreeFile(int tree, long sequence, TreeRecord.Entry entry) {}
