/** Decides about projects and their members. */
@NullMarked
package io.codemaster.command.project;

import org.jspecify.annotations.NullMarked;
