package io.codemaster.api.project;

/** Everything that can be asked to read about projects. */
public sealed interface ProjectQuery permits FindProject, FindProjects, FindProjectMembers, FindMembership {}
