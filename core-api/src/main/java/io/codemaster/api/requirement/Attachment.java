package io.codemaster.api.requirement;

import io.codemaster.api.artifact.ArtifactId;

/**
 * A text that goes with a requirement, for instance a log or a specification.
 *
 * @param name what it is called, for people and for the agent
 * @param content the text in UTF-8, in the artifact store
 * @param bytes its length in the artifact store
 * @param characters its length as the prompt counts it
 */
public record Attachment(AttachmentId id, String name, ArtifactId content, long bytes, int characters) {}
